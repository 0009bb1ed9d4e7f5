package twine.app.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.app.log.Log;
import twine.app.service.Service;
import twine.app.service.ServiceCollection;
import twine.defer.Deferred;
import twine.defer.Waits;
import twine.reactor.Pending;
import twine.reactor.Reactor;

/** What a daemon is doing at this moment, for whoever asks by USR1: why it does not end, say. */
final class Activity {
  private final @Nullable Waits waits;

  private Activity(@Nullable Waits waits) {
    this.waits = waits;
  }

  static Activity undebugged() {
    return new Activity(null);
  }

  /** Has whatever is made from now on noted, to the end of the process. */
  static Activity debugged() {
    Deferred.setDebugging(true);
    return new Activity(Waits.watch());
  }

  /** Has the copies tell. May be called from any thread. */
  void ask(List<Copy> copies) {
    copies.forEach(copy -> copy.reactor().callFromThread(() -> log(copy)));
  }

  /** Whole, however many tell at once. */
  private synchronized void log(Copy copy) {
    Reactor reactor = copy.reactor();
    Pending pending = reactor.pending();
    Log.msg("Received SIGUSR1. " + copy.label() + reactor);
    Log.msg("services:");
    log(copy.application(), "  ");
    log("ports", pending.ports());
    log("connections", pending.connections());
    log("attempts to connect", pending.attempts());
    log("delayed calls", pending.delayedCalls());
    if (waits == null) {
      Log.msg("waiting for Deferreds: that is known with --debug only");
    } else {
      log("waiting for Deferreds", waiting(waits, reactor));
    }
  }

  /** Those of no loop were made with the application, before the reactor ran. */
  private static List<String> waiting(Waits waits, Reactor reactor) {
    List<String> all = new ArrayList<>(waits.on(null));
    all.addAll(waits.on(reactor));
    return all;
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
