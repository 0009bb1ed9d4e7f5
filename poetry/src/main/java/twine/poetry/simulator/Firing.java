package twine.poetry.simulator;

import java.util.ArrayList;
import java.util.List;
import twine.defer.Deferred;
import twine.defer.Failure;

/** How a real Deferred with the given pairs fires. */
final class Firing {
  private static final String INITIAL = "initial";

  private final List<Passing> passings = new ArrayList<>();

  private Firing() {}

  /**
   * Fires a Deferred, as a result or as a failure.
   *
   * @return what came by: before the first pair, between each two, and after the last
   */
  static List<Passing> of(List<Pair> pairs, Side side) {
    var firing = new Firing();
    Deferred<Object> deferred = firing.chain(pairs);
    if (side == Side.CALLBACK) {
      deferred.callback(INITIAL);
    } else {
      deferred.errback(new SimulatedException(INITIAL));
    }
    return List.copyOf(firing.passings);
  }

  private Deferred<Object> chain(List<Pair> pairs) {
    var deferred = new Deferred<Object>();
    Deferred<Object> end = look(deferred);
    for (Pair pair : pairs) {
      end = look(end.addCallbacks(pair.callback()::run, pair.errback()::run));
    }
    end.handle(_ -> {});
    return deferred;
  }

  private Deferred<Object> look(Deferred<Object> deferred) {
    return deferred.onResult(this::resultPasses).onFailure(this::failurePasses);
  }

  private void resultPasses(Object result) {
    passings.add(new Passing(Side.CALLBACK, result.toString()));
  }

  private void failurePasses(Failure failure) {
    if (failure.value() instanceof SimulatedException simulated) {
      passings.add(new Passing(Side.ERRBACK, simulated.value()));
    } else {
      throw new IllegalStateException("a failure of the simulator's own", failure.value());
    }
  }
}
