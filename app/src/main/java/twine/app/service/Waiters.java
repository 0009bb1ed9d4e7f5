package twine.app.service;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;

/** Those who wait for the same thing to happen. */
final class Waiters {
  private List<Deferred<@Nullable Void>> waiting = new ArrayList<>();

  /** One more. */
  Deferred<@Nullable Void> join() {
    Deferred<@Nullable Void> waiter = new Deferred<>();
    waiting.add(waiter);
    return waiter;
  }

  /** It has happened. Who joins from now on waits for the next time. */
  void tell() {
    List<Deferred<@Nullable Void>> told = waiting;
    waiting = new ArrayList<>();
    for (Deferred<@Nullable Void> waiter : told) {
      waiter.callback(null);
    }
  }
}
