package twine.app.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.app.log.Log;
import twine.linux.posix.SystemdNotifier;
import twine.reactor.Reactor;

/**
 * Tells systemd how the daemon is, where systemd wants to know: when it is ready, when it stops,
 * and, where the unit has a {@code WatchdogSec}, all the while that it is alive. That comes from
 * the reactors, all of them, so a daemon of which one is blocked is not.
 */
final class ServiceManager {
  private final @Nullable SystemdNotifier notifier;
  private final @Nullable Duration watchdog;
  private boolean troubled; // guarded by this
  private boolean stopping; // guarded by this

  private ServiceManager(@Nullable SystemdNotifier notifier, @Nullable Duration watchdog) {
    this.notifier = notifier;
    this.watchdog = watchdog;
  }

  /**
   * Whom the environment names: nobody, as a rule.
   *
   * @throws FailedException if it names somebody who cannot be
   */
  static ServiceManager fromEnvironment() throws FailedException {
    String address = System.getenv("NOTIFY_SOCKET");
    if (address == null || address.isEmpty()) {
      return new ServiceManager(null, null);
    }
    try {
      return new ServiceManager(new SystemdNotifier(address), watchdogFromEnvironment());
    } catch (IllegalArgumentException e) {
      throw new FailedException("NOTIFY_SOCKET: " + e.getMessage(), e);
    }
  }

  private static @Nullable Duration watchdogFromEnvironment() {
    String micros = System.getenv("WATCHDOG_USEC");
    String pid = System.getenv("WATCHDOG_PID");
    boolean ours = pid == null || pid.equals(Long.toString(ProcessHandle.current().pid()));
    return micros == null || !ours
        ? null
        : Duration.ofNanos(Math.multiplyExact(Long.parseLong(micros), 1000L));
  }

  /** The services are up, on these reactors. */
  void ready(List<? extends Reactor> reactors) {
    tell("READY=1");
    if (watchdog != null) {
      Duration interval = watchdog.dividedBy(2); // as often as sd_watchdog_enabled(3) recommends
      askWhetherAlive(reactors, 0, interval);
    }
  }

  /** Goes from one reactor to the next; when the last one has answered, all are alive. */
  private void askWhetherAlive(List<? extends Reactor> reactors, int answered, Duration interval) {
    if (answered < reactors.size()) {
      reactors
          .get(answered)
          .callFromThread(() -> askWhetherAlive(reactors, answered + 1, interval));
      return;
    }
    tell("WATCHDOG=1");
    reactors.getLast().callLater(interval, () -> askWhetherAlive(reactors, 0, interval));
  }

  /** The services of a reactor are being stopped, and so those of all. */
  synchronized void stopping() {
    if (!stopping) {
      stopping = true;
      tell("STOPPING=1");
    }
  }

  private synchronized void tell(String state) {
    if (notifier == null) {
      return;
    }
    try {
      notifier.send(state);
      troubled = false;
    } catch (IOException e) {
      if (!troubled) {
        troubled = true;
        Log.err(e, "Could not tell " + state + " to " + notifier);
      }
    }
  }
}
