package twine.app.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Handles signals through {@code sun.misc.Signal}, which is all the JDK has for that. By
 * reflection: the module that holds it may be absent, and javac warns of every mention of it in a
 * way that no option can quieten.
 */
final class Signals {
  private Signals() {}

  /**
   * Runs {@code handler} on a thread of the JVM's when the signal comes, and after that whatever
   * would have been done without it.
   *
   * @param name the name of the signal, without SIG
   * @return whether that can be done here
   */
  static boolean before(String name, Runnable handler) {
    return handle(name, handler, true);
  }

  /** Runs {@code handler} in place of whatever would have been done. */
  static boolean insteadOf(String name, Runnable handler) {
    return handle(name, handler, false);
  }

  private static boolean handle(String name, Runnable handler, boolean goOn) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      var ours = new Handler(handler, handlerType.getMethod("handle", signalType));
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(), new Class<?>[] {handlerType}, ours::called);
      Object before =
          signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, proxy);
      ours.next = goOn ? before : null;
      return true;
    } catch (ClassNotFoundException | InvocationTargetException _) {
      return false; // there is no jdk.unsupported, or the JVM wants the signal for itself
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("sun.misc.Signal is not what it was", e);
    }
  }

  private static final class Handler {
    private final Runnable handler;
    private final Method handle;
    private volatile @Nullable Object next;

    Handler(Runnable handler, Method handle) {
      this.handler = handler;
      this.handle = handle;
    }

    @Nullable Object called(Object proxy, Method method, Object @Nullable [] arguments)
        throws ReflectiveOperationException {
      return switch (method.getName()) {
        case "handle" -> {
          handler.run();
          Object after = next;
          if (after != null) {
            handle.invoke(after, Objects.requireNonNull(arguments));
          }
          yield null;
        }
        case "equals" -> arguments != null && proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "twined's signal handler";
      };
    }
  }
}
