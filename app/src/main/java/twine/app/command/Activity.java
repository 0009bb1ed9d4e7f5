package twine.app.command;

import java.util.List;
import twine.app.log.Log;
import twine.app.service.Service;
import twine.app.service.ServiceCollection;
import twine.reactor.Pending;
import twine.reactor.Reactor;

/** What a daemon is doing at this moment, for whoever asks by USR1: why it does not end, say. */
final class Activity {
  private Activity() {}

  /** Writes it to the log. To be called on the reactor's thread. */
  static void log(Service top, Reactor reactor) {
    Pending pending = reactor.pending();
    Log.msg("Received SIGUSR1. " + reactor);
    Log.msg("services:");
    log(top, "  ");
    log("ports", pending.ports());
    log("connections", pending.connections());
    log("attempts to connect", pending.attempts());
    log("delayed calls", pending.delayedCalls());
  }

  private static void log(Service service, String indent) {
    Log.msg(indent + service + (service.isRunning() ? ", running" : ", not running"));
    if (service instanceof ServiceCollection collection) {
      for (Service child : collection) {
        log(child, indent + "  ");
      }
    }
  }

  private static void log(String kind, List<?> all) {
    Log.msg(kind + ": " + all.size());
    all.forEach(each -> Log.msg("  " + each));
  }
}
