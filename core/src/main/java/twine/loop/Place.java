package twine.loop;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in a program something was asked for, so that people can be told when it does not come. A
 * stack has dozens of lines; what is told of it are those outside the engine.
 *
 * <p>Places are noted only while somebody {@linkplain #note wants} them, as tests do. Programs have
 * no use for this class: it is for those who make something that can be waited for.
 *
 * <p>May be used from any thread.
 */
public final class Place {
  private static final Pattern ENGINE =
      Pattern.compile(
          "(java|javax|jdk|sun|twine\\.(loop|defer|coroutine|net|reactor|task|nio|protocols)"
              + "|twine\\.trial\\.engine)\\..*");
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");
  private static final int MOST_LINES = 4;

  private static volatile boolean noting;

  private final Throwable stack;

  private Place(Throwable stack) {
    this.stack = stack;
  }

  /** Has places be noted, or not any longer. */
  public static void note(boolean on) {
    noting = on;
  }

  /** The caller's place, or null if places are not noted, which costs next to nothing then. */
  public static @Nullable Place noted() {
    return noting ? new Place(new Throwable()) : null;
  }

  /** The place where {@code seen} was created. */
  public static Place of(Throwable seen) {
    return new Place(seen);
  }

  /** Whether a class is the engine's, or the JDK's. */
  public static boolean isEngine(String className) {
    return ENGINE.matcher(className).matches();
  }

  /** Whether code outside the engine has a part in it. */
  public boolean isOutside() {
    return outside().findFirst().isPresent();
  }

  /** The innermost lines outside the engine, a few of them; if all are inside, none. */
  public List<String> lines() {
    return outside().limit(MOST_LINES).map(Place::show).toList();
  }

  /**
   * Where something came to be: {@code made at Talk.greet(Talk.java:69)}, or if the engine made it
   * for whoever called there {@code of Inbox.receive, called at Talk.greet(Talk.java:69)}.
   */
  public String origin() {
    StackTraceElement called = null;
    for (StackTraceElement frame : stack.getStackTrace()) {
      if (!isEngine(frame.getClassName())) {
        return (called == null ? "made at " : "of " + method(called) + ", called at ")
            + show(frame);
      }
      if (frame.getMethodName().equals("<init>")) {
        called = null; // what it calls is of no interest
      } else if (frame.getClassName().startsWith("twine.")) {
        called = frame;
      }
    }
    return "made by the engine";
  }

  private Stream<StackTraceElement> outside() {
    return Arrays.stream(stack.getStackTrace()).filter(frame -> !isEngine(frame.getClassName()));
  }

  private static String show(StackTraceElement frame) {
    return "%s(%s:%d)".formatted(method(frame), frame.getFileName(), frame.getLineNumber());
  }

  private static String method(StackTraceElement frame) {
    String type = frame.getClassName();
    String method = LAMBDA.matcher(frame.getMethodName()).replaceFirst("$1");
    return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
  }
}
