package twine.app.command;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import twine.app.log.Log;
import twine.linux.posix.SystemdNotifier;
import twine.loop.Timers;

/**
 * Tells systemd how the daemon is, where systemd wants to know: when it is ready, when it stops,
 * and, where the unit has a {@code WatchdogSec}, all the while that it is alive. That comes from
 * the reactor, so a daemon whose reactor is blocked is not.
 */
final class ServiceManager {
  private final @Nullable SystemdNotifier notifier;
  private final @Nullable Duration watchdog;
  private boolean troubled;

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

  /** The services are up. */
  void ready(Timers timers) {
    tell("READY=1");
    if (watchdog != null) {
      stayAlive(timers, watchdog.dividedBy(2)); // as often as sd_watchdog_enabled(3) recommends
    }
  }

  private void stayAlive(Timers timers, Duration interval) {
    tell("WATCHDOG=1");
    timers.callLater(interval, () -> stayAlive(timers, interval));
  }

  /** The services are being stopped. */
  void stopping() {
    tell("STOPPING=1");
  }

  private void tell(String state) {
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
