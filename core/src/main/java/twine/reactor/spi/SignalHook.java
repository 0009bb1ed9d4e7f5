package twine.reactor.spi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Handles signals through {@code sun.misc.Signal}, which is all the JDK has for that. By
 * reflection: the module that holds it may be absent, and javac warns of every mention of it in a
 * way that no option can quieten.
 */
final class SignalHook implements Signals.Hook {
  private final Runnable onSignal;
  private final String[] names;
  private final Class<?> signalType;
  private final Method handle;
  private final Object handler;
  private final Map<Object, @Nullable Object> before = new LinkedHashMap<>();

  SignalHook(Runnable onSignal, String... names) throws ReflectiveOperationException {
    this.onSignal = onSignal;
    this.names = names;
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    this.signalType = Class.forName("sun.misc.Signal");
    this.handle = signalType.getMethod("handle", signalType, handlerType);
    this.handler =
        Proxy.newProxyInstance(
            SignalHook.class.getClassLoader(), new Class<?>[] {handlerType}, this::called);
  }

  private @Nullable Object called(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "handle" -> {
        onSignal.run();
        yield null;
      }
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "Twine's signal handler";
    };
  }

  @Override
  public void install() {
    if (!before.isEmpty()) {
      return;
    }
    for (String name : names) {
      try {
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        before.put(signal, handle.invoke(null, signal, handler));
      } catch (InvocationTargetException e) {
        Log.info("the signal " + name + " is not ours to handle: " + e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("sun.misc.Signal is not what it was", e);
      }
    }
  }

  @Override
  public void uninstall() {
    try {
      for (Map.Entry<Object, @Nullable Object> each : before.entrySet()) {
        handle.invoke(null, each.getKey(), each.getValue());
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("sun.misc.Signal is not what it was", e);
    }
    before.clear();
  }
}
