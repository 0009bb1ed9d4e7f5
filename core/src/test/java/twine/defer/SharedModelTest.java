package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/**
 * Random programs, run on the real {@link Shared} and on {@link SharedModel}: the same works must
 * begin and be cancelled, the same waiters must get the same outcomes in the same order, and the
 * same failures must be left for somebody to tell.
 */
final class SharedModelTest {

  // ---- programs

  /**
   * What is done, from outside or by a waiter, by work that begins or by work that is cancelled.
   */
  sealed interface Action {
    record Get() implements Action {}

    record Cancel(int waiter) implements Action {}

    record Succeed(int work) implements Action {}

    record Fail(int work) implements Action {}

    record Forget() implements Action {}

    record Pass(int seconds) implements Action {}
  }

  /** How the work goes on that has just begun. */
  enum Beginning {
    GOES_ON,
    IS_DONE,
    HAS_FAILED,
    THROWS
  }

  /** What cancelling the work does. */
  enum Cancelling {
    IGNORED,
    NOTHING,
    RESULT,
    FAILURE
  }

  record Work(Beginning beginning, Cancelling cancelling, List<Action> inside) {}

  /**
   * What each work and each waiter does when its time comes, by its number; the numbers go round.
   */
  record Program(int expiry, List<Work> works, List<List<Action>> waiters, List<Action> actions) {}

  @Provide
  Arbitrary<Program> programs() {
    Arbitrary<Integer> expiry = Arbitraries.of(0, 2, 5, 1_000);
    Arbitrary<List<Action>> inside = actions().list().ofMaxSize(2);
    Arbitrary<Work> work =
        Combinators.combine(
                Arbitraries.frequency(
                    Tuple.of(6, Beginning.GOES_ON),
                    Tuple.of(1, Beginning.IS_DONE),
                    Tuple.of(1, Beginning.HAS_FAILED),
                    Tuple.of(1, Beginning.THROWS)),
                Arbitraries.of(Cancelling.class),
                inside)
            .as(Work::new);
    return Combinators.combine(
            expiry,
            work.list().ofSize(3),
            inside.list().ofSize(4),
            actions().list().ofMinSize(1).ofMaxSize(30))
        .as(Program::new);
  }

  private static Arbitrary<Action> actions() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.just(new Action.Get())),
        Tuple.of(3, Arbitraries.integers().between(0, 9).map(Action.Cancel::new)),
        Tuple.of(2, Arbitraries.integers().between(0, 5).map(Action.Succeed::new)),
        Tuple.of(2, Arbitraries.integers().between(0, 5).map(Action.Fail::new)),
        Tuple.of(1, Arbitraries.just(new Action.Forget())),
        Tuple.of(1, Arbitraries.integers().between(0, 3).map(Action.Pass::new)));
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  @Tag("P14.7")
  @Tag("P19.13")
  void whatIsSharedIsWhatTheModelShares(@ForAll("programs") Program program) {
    UnhandledFailures.take();
    var model = new OnModel(program);
    var real = new OnShared(program);

    model.run();
    real.run();

    assertThat(real.trace).isEqualTo(model.trace);
  }

  /** A program being run on something that shares. */
  private abstract static class Run {
    /** Waiters that ask again whenever they are answered would never come to an end. */
    private static final int MOST_ACTIONS = 200;

    final List<String> trace = new ArrayList<>();

    private final Program program;

    /** Works that have begun and may still come to an end. */
    private final Set<Integer> open = new HashSet<>();

    private int actions;
    private int waiters;

    Run(Program program) {
      this.program = program;
    }

    final void run() {
      program.actions.forEach(this::act);
      trace.add("untold: " + untold());
    }

    private void act(Action action) {
      if (actions++ >= MOST_ACTIONS) {
        return;
      }
      switch (action) {
        case Action.Get _ -> get(waiters++);
        case Action.Cancel(int waiter) -> cancel(waiter);
        case Action.Succeed(int work) -> settleIfOpen(work, "result of work " + work);
        case Action.Fail(int work) -> settleIfOpen(work, "!failure of work " + work);
        case Action.Forget _ -> forget();
        case Action.Pass(int seconds) -> pass(seconds);
      }
      trace.add(action + ": " + (isKept() ? "kept, " : "not kept, ") + waiting() + " waiting");
    }

    private void settleIfOpen(int work, String outcome) {
      if (open.remove(work)) {
        settle(work, outcome);
      }
    }

    final Work work(int number) {
      return program.works.get(number % program.works.size());
    }

    /** Work begins; only when that is over may it come to an end. */
    final void begins(int number) {
      trace.add("work " + number + " begins");
      work(number).inside.forEach(this::act);
      if (work(number).beginning == Beginning.GOES_ON) {
        open.add(number);
      }
    }

    /** The work is told to stop, and hears it. */
    final void isCancelled(int number) {
      open.remove(number);
      trace.add("work " + number + " is cancelled");
      work(number).inside.forEach(this::act);
    }

    final void gets(int waiter, String outcome) {
      trace.add("waiter " + waiter + " gets " + outcome);
      program.waiters.get(waiter % program.waiters.size()).forEach(this::act);
    }

    abstract void get(int waiter);

    /** Does nothing if the waiter is not there, or still about to ask. */
    abstract void cancel(int waiter);

    abstract void settle(int work, String outcome);

    abstract void forget();

    abstract void pass(int seconds);

    abstract boolean isKept();

    abstract long waiting();

    abstract List<String> untold();
  }

  private static final class OnShared extends Run {
    private final HandTimers timers = new HandTimers();
    private final Map<Integer, Deferred<String>> waiters = new HashMap<>();
    private final Map<Integer, Deferred<String>> works = new HashMap<>();
    private final Shared<String> shared;
    private int begun;

    OnShared(Program program) {
      super(program);
      shared = new Shared<>(this::begin, timers, Duration.ofSeconds(program.expiry));
    }

    private Deferred<String> begin() throws Exception {
      int number = begun++;
      begins(number);
      switch (work(number).beginning) {
        case IS_DONE -> {
          return Deferred.succeed("result at once");
        }
        case HAS_FAILED -> {
          return Deferred.fail(new Exception("!failure at once"));
        }
        case THROWS -> throw new Exception("!thrown");
        case GOES_ON -> {}
      }
      Deferred<String> work =
          work(number).cancelling == Cancelling.IGNORED
              ? new Deferred<>()
              : new Deferred<>(deferred -> cancelled(deferred, number));
      works.put(number, work);
      return work;
    }

    private void cancelled(Deferred<String> work, int number) {
      isCancelled(number);
      switch (work(number).cancelling) {
        case RESULT -> work.callback("result of cancelling");
        case FAILURE -> work.errback(new Exception("!failure of cancelling"));
        case IGNORED, NOTHING -> {}
      }
    }

    @Override
    void get(int waiter) {
      Deferred<String> deferred = shared.get();
      waiters.put(waiter, deferred);
      deferred.onBoth(outcome -> gets(waiter, describe(outcome))).handle(_ -> {});
    }

    private static String describe(Outcome<String> outcome) {
      return switch (outcome) {
        case Outcome.Success<String>(String value) -> value;
        case Outcome.Failed<String>(Failure failure) ->
            failure.value() instanceof CancelledException
                ? SharedModel.CANCELLED
                : failure.getErrorMessage();
      };
    }

    @Override
    void cancel(int waiter) {
      if (waiters.containsKey(waiter)) {
        waiters.get(waiter).cancel();
      }
    }

    @Override
    void settle(int work, String outcome) {
      if (outcome.startsWith("!")) {
        works.get(work).errback(new Exception(outcome));
      } else {
        works.get(work).callback(outcome);
      }
    }

    @Override
    void forget() {
      shared.forget();
    }

    @Override
    void pass(int seconds) {
      timers.pass(seconds);
    }

    @Override
    boolean isKept() {
      return shared.isKept();
    }

    @Override
    long waiting() {
      return shared.waiting();
    }

    @Override
    List<String> untold() {
      return UnhandledFailures.take().stream().map(Failure::getErrorMessage).toList();
    }
  }

  private static final class OnModel extends Run implements SharedModel.World {
    private final Set<Integer> listening = new HashSet<>();
    private final Map<Integer, String> early = new HashMap<>();
    private final SharedModel model;

    OnModel(Program program) {
      super(program);
      model = new SharedModel(this, program.expiry);
    }

    @Override
    public void workBegins(int number) {
      begins(number);
      switch (work(number).beginning) {
        case IS_DONE -> model.settle(number, "result at once");
        case HAS_FAILED -> model.settle(number, "!failure at once");
        case THROWS -> model.settle(number, "!thrown");
        case GOES_ON -> {}
      }
    }

    @Override
    public void workIsCancelled(int number) {
      if (work(number).cancelling != Cancelling.IGNORED) {
        isCancelled(number);
      }
      switch (work(number).cancelling) {
        case RESULT -> model.settle(number, "result of cancelling");
        case FAILURE -> model.settle(number, "!failure of cancelling");
        case IGNORED, NOTHING -> model.settle(number, SharedModel.CANCELLED);
      }
    }

    /** A waiter hears nothing before it has been given something to listen to. */
    @Override
    public void waiterGets(int number, String outcome) {
      if (listening.contains(number)) {
        gets(number, outcome);
      } else {
        early.put(number, outcome);
      }
    }

    @Override
    void get(int waiter) {
      model.get();
      listening.add(waiter);
      if (early.containsKey(waiter)) {
        gets(waiter, early.remove(waiter));
      }
    }

    @Override
    void cancel(int waiter) {
      if (listening.contains(waiter)) {
        model.cancel(waiter);
      }
    }

    @Override
    void settle(int work, String outcome) {
      model.settle(work, outcome);
    }

    @Override
    void forget() {
      model.forget();
    }

    @Override
    void pass(int seconds) {
      model.pass(seconds);
    }

    @Override
    boolean isKept() {
      return model.isKept();
    }

    @Override
    long waiting() {
      return model.waiting();
    }

    @Override
    List<String> untold() {
      return model.untold();
    }
  }
}
