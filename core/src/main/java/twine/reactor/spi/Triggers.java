package twine.reactor.spi;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.reactor.Phase;
import twine.reactor.SystemEventTrigger;

/** The triggers of one system event, run phase by phase. */
final class Triggers {
  private final Kernel kernel;
  private final Map<Phase, List<Entry>> phases = new EnumMap<>(Phase.class);

  Triggers(Kernel kernel) {
    this.kernel = kernel;
    for (Phase phase : Phase.values()) {
      phases.put(phase, new ArrayList<>());
    }
  }

  SystemEventTrigger add(Phase phase, Callable<? extends @Nullable Deferred<?>> call) {
    Entry entry = new Entry(in(phase), call);
    in(phase).add(entry);
    return entry;
  }

  /**
   * Runs all phases, then {@code done}; at once unless a trigger's Deferred has to be waited for.
   */
  void fire(Runnable done) {
    run(Phase.BEFORE, () -> run(Phase.DURING, () -> run(Phase.AFTER, done)));
  }

  private void run(Phase phase, Runnable then) {
    Countdown countdown = new Countdown(then);
    List<Entry> entries = in(phase);
    while (!entries.isEmpty()) { // a trigger may add to its own phase
      Deferred<?> pending = call(entries.removeFirst());
      if (pending != null) {
        countdown.add();
        pending
            .handle(failure -> Log.error("A system event trigger failed", failure.value()))
            .onBoth(countdown::down);
      }
    }
    countdown.down();
  }

  private @Nullable Deferred<?> call(Entry entry) {
    try {
      return entry.call.call();
    } catch (Throwable thrown) {
      Log.error("A system event trigger threw", thrown);
      return null;
    } finally {
      kernel.settle();
    }
  }

  private List<Entry> in(Phase phase) {
    return Objects.requireNonNull(phases.get(phase));
  }

  private record Entry(List<Entry> phase, Callable<? extends @Nullable Deferred<?>> call)
      implements SystemEventTrigger {
    @Override
    public void remove() {
      phase.removeIf(entry -> entry == this);
    }
  }

  /** Calls {@code then} when it has been counted down as often as up, the start included. */
  private static final class Countdown {
    private final Runnable then;
    private int open = 1;

    private Countdown(Runnable then) {
      this.then = then;
    }

    private void add() {
      open++;
    }

    private void down() {
      if (--open == 0) {
        then.run();
      }
    }
  }
}
