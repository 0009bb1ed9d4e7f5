package twine.linux.call;

import java.lang.foreign.MemorySegment;
import java.util.Locale;

/** Whether system calls can be made from here. */
public final class Platform {
  /** Whether this is the architecture that Linux calls x86-64, which has numbers of its own. */
  public static final boolean X86_64 = architecture().equals("amd64");

  private Platform() {}

  /**
   * Sees to it that system calls can be made.
   *
   * @throws UnsupportedOperationException if they cannot; the message, which begins with {@code
   *     who}, says why
   */
  public static void check(String who) {
    check(who, System.getProperty("os.name"), architecture());
    try {
      restricted();
    } catch (IllegalCallerException e) {
      throw new UnsupportedOperationException(
          who
              + ": this JVM forbids native access; start it with --enable-native-access="
              + moduleName(),
          e);
    }
  }

  static void check(String who, String system, String architecture) {
    if (!system.toLowerCase(Locale.ROOT).equals("linux")) {
      throw new UnsupportedOperationException(
          who + " makes Linux's system calls; this is " + system);
    }
    if (!architecture.equals("amd64") && !architecture.equals("aarch64")) {
      throw new UnsupportedOperationException(
          who + " knows the system calls of amd64 and aarch64; this is " + architecture);
    }
  }

  /** What the options of the JVM call this module. */
  public static String moduleName() {
    Module module = Platform.class.getModule();
    return module.isNamed() ? module.getName() : "ALL-UNNAMED";
  }

  private static String architecture() {
    return System.getProperty("os.arch");
  }

  @SuppressWarnings("restricted") // whether that may be done is the question
  private static void restricted() {
    MemorySegment.NULL.reinterpret(0);
  }
}
