package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Random programs over a few Deferreds, run on the real ones and on {@link ChainModel}: the same
 * functions must run in the same order with the same arguments, the same calls must throw, and the
 * same failures must be left unhandled.
 */
final class DeferredModelTest {
  private static final int DEFERREDS = 4;

  // ---- programs

  /** What is done to Deferred number {@code target}, from outside or inside a function. */
  sealed interface Action {
    int target();

    record Succeed(int target) implements Action {}

    record Fail(int target) implements Action {}

    record Cancel(int target) implements Action {}

    record Pause(int target) implements Action {}

    record Unpause(int target) implements Action {}

    record Chain(int target, int other) implements Action {}

    record Add(int target, Form form, Body body) implements Action {}
  }

  enum Form {
    CALLBACK,
    ERRBACK,
    BOTH,
    ON_RESULT,
    ON_FAILURE,
    HANDLE
  }

  enum Ending {
    RETURN,
    THROW,
    PASS,
    DEFERRED
  }

  /**
   * A function: does some things, then ends somehow, perhaps with Deferred number {@code inner}.
   */
  record Body(List<Action> actions, Ending ending, int inner) {}

  enum Cancelling {
    NONE,
    NOTHING,
    RESULT,
    FAILURE
  }

  record Program(List<Cancelling> cancelling, List<Action> actions) {}

  @Provide
  Arbitrary<Program> programs() {
    Arbitrary<List<Cancelling>> cancelling =
        Arbitraries.of(Cancelling.class).list().ofSize(DEFERREDS);
    return Combinators.combine(cancelling, actions(2).list().ofMinSize(1).ofMaxSize(25))
        .as(Program::new);
  }

  private Arbitrary<Action> actions(int depth) {
    Arbitrary<Integer> target = Arbitraries.integers().between(0, DEFERREDS - 1);
    Arbitrary<Action> add =
        Combinators.combine(target, Arbitraries.of(Form.class), bodies(depth)).as(Action.Add::new);
    Arbitrary<Action> fire =
        Arbitraries.oneOf(target.map(Action.Succeed::new), target.map(Action.Fail::new));
    Arbitrary<Action> pause =
        Arbitraries.oneOf(target.map(Action.Pause::new), target.map(Action.Unpause::new));
    Arbitrary<Action> chain = Combinators.combine(target, target).as(Action.Chain::new);
    return Arbitraries.frequencyOf(
        Tuple.of(8, add),
        Tuple.of(4, fire),
        Tuple.of(2, pause),
        Tuple.of(1, target.map(Action.Cancel::new)),
        Tuple.of(1, chain));
  }

  private Arbitrary<Body> bodies(int depth) {
    Arbitrary<List<Action>> actions =
        depth == 0
            ? Arbitraries.just(List.of())
            : Arbitraries.lazy(() -> actions(depth - 1)).list().ofMaxSize(2);
    return Combinators.combine(
            actions, Arbitraries.of(Ending.class), Arbitraries.integers().between(0, DEFERREDS - 1))
        .as(Body::new);
  }

  // ---- running them

  @Property(tries = 5_000)
  void aDeferredDoesWhatTheModelDoes(@ForAll("programs") Program program) {
    UnhandledFailures.take();
    var model = new OnModel(program);
    var real = new OnDeferred(program);

    model.run();
    real.run();

    assertThat(real.trace).isEqualTo(model.trace);
  }

  /** A program being run on something like a Deferred. */
  private abstract static class Run<D> {
    final List<String> trace = new ArrayList<>();
    final List<D> deferreds = new ArrayList<>();
    private final Program program;
    private int calls;

    Run(Program program) {
      this.program = program;
      program.cancelling.forEach(cancelling -> deferreds.add(make(cancelling)));
    }

    final void run() {
      program.actions.forEach(this::act);
      deferreds.forEach(deferred -> trace.add("fired: " + hasFired(deferred)));
      trace.add("left unhandled: " + left().sorted().toList());
    }

    final void act(Action action) {
      try {
        D target = deferreds.get(action.target());
        switch (action) {
          case Action.Succeed(int number) -> fire(target, "result " + number);
          case Action.Fail(int number) -> fire(target, failure("failure " + number));
          case Action.Cancel _ -> cancel(target);
          case Action.Pause _ -> pause(target);
          case Action.Unpause _ -> unpause(target);
          case Action.Chain(_, int other) -> chain(target, deferreds.get(other));
          case Action.Add(_, Form form, Body body) -> add(target, form, body);
        }
      } catch (IllegalStateException e) {
        trace.add("refused: " + action.getClass().getSimpleName());
      }
    }

    /** A function of the program is called. */
    final @Nullable Object call(Body body, @Nullable Object argument) {
      int call = ++calls;
      trace.add("call " + call + " with " + describe(argument));
      body.actions.forEach(this::act);
      trace.add("call " + call + " ends");
      return switch (body.ending) {
        case RETURN -> "result of call " + call;
        case THROW -> failure("failure of call " + call);
        case PASS -> argument;
        case DEFERRED -> deferreds.get(body.inner);
      };
    }

    final void cancelled(D deferred, Cancelling how) {
      trace.add("canceller");
      if (how == Cancelling.RESULT) {
        fire(deferred, "result of canceller");
      } else if (how == Cancelling.FAILURE) {
        fire(deferred, failure("failure of canceller"));
      }
    }

    static Failure failure(String message) {
      return new Failure(new Exception(message, null, false, false) {});
    }

    static String describe(@Nullable Object outcome) {
      if (!(outcome instanceof Failure failure)) {
        return String.valueOf(outcome);
      }
      // Only the type is told of failures whose words are the implementation's own affair.
      return failure.value() instanceof IllegalStateException
          ? "refusal"
          : failure.value().getMessage();
    }

    abstract D make(Cancelling cancelling);

    abstract void fire(D deferred, Object outcome);

    abstract void cancel(D deferred);

    abstract void pause(D deferred);

    abstract void unpause(D deferred);

    abstract void chain(D deferred, D other);

    abstract void add(D deferred, Form form, Body body);

    abstract boolean hasFired(D deferred);

    /** The failures that are left unhandled. */
    abstract Stream<String> left();
  }

  private static final class OnDeferred extends Run<Deferred<@Nullable Object>> {
    OnDeferred(Program program) {
      super(program);
    }

    @Override
    Deferred<@Nullable Object> make(Cancelling cancelling) {
      return cancelling == Cancelling.NONE
          ? new Deferred<>()
          : new Deferred<>(deferred -> cancelled(deferred, cancelling));
    }

    @Override
    void fire(Deferred<@Nullable Object> deferred, Object outcome) {
      deferred.callback(outcome);
    }

    @Override
    void cancel(Deferred<@Nullable Object> deferred) {
      deferred.cancel();
    }

    @Override
    void pause(Deferred<@Nullable Object> deferred) {
      deferred.pause();
    }

    @Override
    void unpause(Deferred<@Nullable Object> deferred) {
      deferred.unpause();
    }

    @Override
    void chain(Deferred<@Nullable Object> deferred, Deferred<@Nullable Object> other) {
      deferred.chainDeferred(other);
    }

    @Override
    void add(Deferred<@Nullable Object> deferred, Form form, Body body) {
      switch (form) {
        case CALLBACK -> deferred.addCallback(result -> call(body, result));
        case ERRBACK -> deferred.addErrback(failure -> call(body, failure));
        case BOTH -> deferred.addBoth(outcome -> call(body, unwrap(outcome)));
        case ON_RESULT -> deferred.onResult(result -> look(body, result));
        case ON_FAILURE -> deferred.onFailure(failure -> look(body, failure));
        case HANDLE -> deferred.handle(failure -> look(body, failure));
      }
    }

    private static @Nullable Object unwrap(Outcome<?> outcome) {
      return switch (outcome) {
        case Outcome.Success<?>(Object value) -> value;
        case Outcome.Failed<?>(Failure failure) -> failure;
      };
    }

    private void look(Body body, @Nullable Object outcome) throws Exception {
      if (call(body, outcome) instanceof Failure failure) {
        throw failure.raiseException();
      }
    }

    @Override
    boolean hasFired(Deferred<@Nullable Object> deferred) {
      return deferred.hasFired();
    }

    @Override
    Stream<String> left() {
      return UnhandledFailures.take().stream().map(Run::describe);
    }
  }

  private static final class OnModel extends Run<ChainModel> {
    OnModel(Program program) {
      super(program);
    }

    @Override
    ChainModel make(Cancelling cancelling) {
      return new ChainModel(
          cancelling == Cancelling.NONE ? null : model -> cancelled(model, cancelling));
    }

    @Override
    void fire(ChainModel model, Object outcome) {
      model.fire(outcome);
    }

    @Override
    void cancel(ChainModel model) {
      model.cancel();
    }

    @Override
    void pause(ChainModel model) {
      model.pause();
    }

    @Override
    void unpause(ChainModel model) {
      model.unpause();
    }

    @Override
    void chain(ChainModel model, ChainModel other) {
      model.chain(other);
    }

    @Override
    void add(ChainModel model, Form form, Body body) {
      model.add(argument -> step(form, body, argument));
    }

    private @Nullable Object step(Form form, Body body, @Nullable Object argument) {
      boolean failed = argument instanceof Failure;
      return switch (form) {
        case CALLBACK -> failed ? argument : call(body, argument);
        case ERRBACK -> failed ? call(body, argument) : argument;
        case BOTH -> call(body, argument);
        case ON_RESULT -> failed ? argument : look(body, argument, argument);
        case ON_FAILURE -> failed ? look(body, argument, argument) : argument;
        case HANDLE -> failed ? look(body, argument, null) : argument;
      };
    }

    private @Nullable Object look(
        Body body, @Nullable Object argument, @Nullable Object otherwise) {
      return call(body, argument) instanceof Failure failure ? failure : otherwise;
    }

    @Override
    boolean hasFired(ChainModel model) {
      return model.hasFired();
    }

    @Override
    Stream<String> left() {
      return deferreds.stream()
          .map(ChainModel::failure)
          .filter(Objects::nonNull)
          .map(Run::describe);
    }
  }
}
