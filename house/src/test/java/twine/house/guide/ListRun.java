package twine.house.guide;

import static twine.defer.DeferredList.Errors.CONSUME;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import twine.defer.Deferred;
import twine.defer.DeferredList;
import twine.defer.Outcome;
import twine.task.Tasks;
import twine.testing.VirtualTimers;

/**
 * Three Deferreds in virtual time, of which the last fires first and the second fails, and the
 * lists that can be made of them.
 */
final class ListRun {
  private ListRun() {}

  /**
   * A Deferred has fired.
   *
   * @param name what it is called
   * @param seconds when
   * @param outcome with what
   */
  record Firing(String name, long seconds, Outcome<?> outcome) {}

  /** The members' firings in the order of their places, and then those of the lists. */
  static List<Firing> firings() {
    return List.of(
        firing("member 0", members -> members.get(0)),
        firing("member 1", members -> members.get(1)),
        firing("member 2", members -> members.get(2)),
        firing("DeferredList.of", members -> DeferredList.of(members, CONSUME)),
        firing("fireOnOneCallback", members -> DeferredList.fireOnOneCallback(members, CONSUME)),
        firing("fireOnOneErrback", members -> DeferredList.fireOnOneErrback(members, CONSUME)));
  }

  /** A list changes its members, so each has a run of its own. */
  private static Firing firing(String name, Function<List<Deferred<String>>, Deferred<?>> watched) {
    var timers = new VirtualTimers();
    long start = timers.nanoTime();
    List<Deferred<String>> members =
        List.of(
            Tasks.deferLater(timers, Duration.ofSeconds(4), () -> "The Ecstasy"),
            Tasks.deferLater(timers, Duration.ofSeconds(3), ListRun::lose),
            Tasks.deferLater(timers, Duration.ofSeconds(1), () -> "To Science"));
    List<Firing> firings = new ArrayList<>();
    watched
        .apply(members)
        .onBoth(outcome -> {
          long seconds = TimeUnit.NANOSECONDS.toSeconds(timers.nanoTime() - start);
          firings.add(new Firing(name, seconds, outcome));
        })
        .handle(failure -> {});
    timers.advance(Duration.ofSeconds(4));
    members.forEach(member -> member.handle(failure -> {}));
    return firings.getFirst();
  }

  private static String lose() throws IOException {
    throw new IOException("It is lost.");
  }
}
