package twine.poetry.command;

/**
 * While this is open, INT (Ctrl-C) or TERM ends the program with status 0: for servers that run no
 * reactor, which sees to that itself.
 *
 * <p>The JVM answers both signals by running its shutdown hooks and then ending with a status of
 * 128 and more; a hook that halts the JVM has the last word about the status. Closing takes the
 * hook back, so that a server which fails can still say so with a status of its own.
 */
public final class UntilSignal implements AutoCloseable {
  private final Thread hook = new Thread(() -> Runtime.getRuntime().halt(0), "until signal");

  private UntilSignal() {}

  /** From now on a signal is a clean end. */
  public static UntilSignal open() {
    var open = new UntilSignal();
    Runtime.getRuntime().addShutdownHook(open.hook);
    return open;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The signal has come already: the hook runs, and ends everything.
    }
  }
}
