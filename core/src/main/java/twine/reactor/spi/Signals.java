package twine.reactor.spi;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * INT and TERM stop every running reactor of this JVM. The handlers that were there before come
 * back when no reactor runs any more, so that Ctrl-C ends a program that does something else by
 * then; and after the first signal, so that a second Ctrl-C ends a program whose shutdown hangs.
 *
 * <p>Where there is no {@code jdk.unsupported}, a shutdown hook does what can be done: it stops the
 * reactors and waits for them, but the exit status is then the system's.
 */
final class Signals {
  private static final Object LOCK = new Object();
  private static final Set<KernelReactor> RUNNING = new LinkedHashSet<>();
  private static final Hook HOOK = availableHook();

  private Signals() {}

  static void add(KernelReactor reactor) {
    synchronized (LOCK) {
      HOOK.install();
      RUNNING.add(reactor);
    }
  }

  static void remove(KernelReactor reactor) {
    synchronized (LOCK) {
      if (RUNNING.remove(reactor) && RUNNING.isEmpty()) {
        HOOK.uninstall();
      }
      LOCK.notifyAll();
    }
  }

  private static void stopAll() {
    synchronized (LOCK) {
      HOOK.uninstall();
      RUNNING.forEach(KernelReactor::stopFromOutside);
    }
  }

  private static Hook availableHook() {
    try {
      return new SignalHook(Signals::stopAll, "INT", "TERM");
    } catch (ReflectiveOperationException e) {
      return new ShutdownHook();
    }
  }

  /** Something that calls {@link #stopAll} when the process is told to end. */
  interface Hook {
    void install();

    void uninstall();
  }

  private static final class ShutdownHook implements Hook {
    private boolean installed;

    @Override
    public void install() {
      if (!installed) {
        installed = true;
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stopAndWait));
      }
    }

    private void stopAndWait() {
      stopAll();
      synchronized (LOCK) {
        try {
          while (!RUNNING.isEmpty()) {
            LOCK.wait();
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public void uninstall() {
      // it finds nothing to stop
    }
  }
}
