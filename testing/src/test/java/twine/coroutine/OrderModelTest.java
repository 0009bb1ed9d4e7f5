package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import twine.defer.Deferred;

/**
 * Whatever coroutines do to each other, on either back end what happens is in the order of a model:
 * a start is a call, and who is resumed waits in a queue until nobody has a turn.
 */
@Tag("P17.5")
final class OrderModelTest {
  private static final int GATES = 3;
  private static final int BODIES = 4;

  enum Kind {
    AWAIT,
    FIRE,
    ADD_CALLBACK,
    START,
    START_IN_CALLBACK,
    AWAIT_STARTED
  }

  /** {@code which} gate or body. */
  record Step(Kind kind, int which) {}

  /** What each body does; a body starts only those after it, so that programs end. */
  record Program(List<List<Step>> bodies) {
    List<Step> steps(int body) {
      return body < BODIES ? bodies.get(body) : List.of();
    }
  }

  @Provide
  Arbitrary<Program> programs() {
    Arbitrary<Step> step =
        Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 9))
            .as(Step::new);
    return step.list().ofMaxSize(5).list().ofSize(BODIES).map(Program::new);
  }

  /** What the two ways to run a program share. */
  private abstract static class Run {
    final List<String> seen = new ArrayList<>();
    final Program program;
    private int started;

    Run(Program program) {
      this.program = program;
    }

    final String newName(int body) {
      return "body " + body + " as number " + started++;
    }

    /** Which body it is that {@code body} starts. */
    static int next(int body, Step step) {
      return body + 1 + step.which() % (BODIES - body);
    }
  }

  /** With coroutines. */
  private static final class Real extends Run {
    private final List<Deferred<String>> gates =
        Stream.generate(() -> new Deferred<String>()).limit(GATES).toList();
    private final boolean[] fired = new boolean[GATES];

    Real(Program program) {
      super(program);
    }

    List<String> run() {
      start(0);
      seen.add("started");
      for (int gate = 0; gate < GATES; gate++) {
        fire(gate, "the caller");
      }
      return seen;
    }

    private Deferred<String> start(int body) {
      String name = newName(body);
      return Coroutine.start(() -> {
        for (Step step : program.steps(body)) {
          seen.add(name + " comes to " + step);
          take(step, body, name);
        }
        seen.add(name + " ends");
        return name;
      });
    }

    private void take(Step step, int body, String name) throws Exception {
      int gate = step.which() % GATES;
      switch (step.kind()) {
        case AWAIT -> await(gates.get(gate));
        case FIRE -> fire(gate, name);
        case ADD_CALLBACK -> gates.get(gate).onResult(result -> seen.add("callback of " + name));
        case START -> start(next(body, step));
        case START_IN_CALLBACK ->
            gates
                .get(gate)
                .onResult(result -> {
                  start(next(body, step));
                  seen.add("callback of " + name);
                });
        case AWAIT_STARTED -> await(start(next(body, step)));
      }
    }

    private void fire(int gate, String name) {
      if (!fired[gate]) {
        fired[gate] = true;
        gates.get(gate).callback("");
        seen.add(name + " has fired " + gate);
      }
    }
  }

  /** A Deferred as the model has it: who waits for it or is to be called, in turn. */
  private static final class Gate {
    private final ArrayDeque<Runnable> stages = new ArrayDeque<>();
    private boolean fired;
    private boolean running;

    boolean isReady() {
      return fired && !running;
    }

    void add(Runnable stage) {
      stages.add(stage);
      run();
    }

    void fire() {
      fired = true;
      run();
    }

    private void run() {
      while (isReady() && !stages.isEmpty()) {
        running = true;
        stages.poll().run();
        running = false;
      }
    }
  }

  /** Without: a coroutine is a list of steps and a position in it. */
  private static final class Model extends Run {
    private final List<Gate> gates = Stream.generate(Gate::new).limit(GATES).toList();
    private final ArrayDeque<Routine> resumed = new ArrayDeque<>();
    private int depth;

    Model(Program program) {
      super(program);
    }

    List<String> run() {
      start(0);
      seen.add("started");
      for (int gate = 0; gate < GATES; gate++) {
        fire(gate, "the caller");
      }
      return seen;
    }

    private Routine start(int body) {
      var routine = new Routine(body);
      runNow(routine);
      return routine;
    }

    private void runNow(Routine routine) {
      depth++;
      routine.goOn();
      depth--;
      while (depth == 0 && !resumed.isEmpty()) {
        depth++;
        resumed.poll().goOn();
        depth--;
      }
    }

    private void resume(Routine routine) {
      if (depth == 0) {
        runNow(routine);
      } else {
        resumed.add(routine);
      }
    }

    private void fire(int gate, String name) {
      if (!gates.get(gate).fired) {
        gates.get(gate).fire();
        seen.add(name + " has fired " + gate);
      }
    }

    private final class Routine {
      private final int body;
      private final String name;
      private final Gate end = new Gate();
      private int position;

      Routine(int body) {
        this.body = body;
        this.name = newName(body);
      }

      void goOn() {
        List<Step> steps = program.steps(body);
        while (position < steps.size()) {
          Step step = steps.get(position++);
          seen.add(name + " comes to " + step);
          Gate wanted = take(step);
          if (wanted != null && !wanted.isReady()) {
            wanted.add(() -> resume(this));
            return;
          }
        }
        seen.add(name + " ends");
        end.fire();
      }

      private Gate take(Step step) {
        int gate = step.which() % GATES;
        switch (step.kind()) {
          case AWAIT -> {
            return gates.get(gate);
          }
          case FIRE -> fire(gate, name);
          case ADD_CALLBACK -> gates.get(gate).add(() -> seen.add("callback of " + name));
          case START -> start(next(body, step));
          case START_IN_CALLBACK ->
              gates
                  .get(gate)
                  .add(() -> {
                    start(next(body, step));
                    seen.add("callback of " + name);
                  });
          case AWAIT_STARTED -> {
            return start(next(body, step)).end;
          }
        }
        return null;
      }
    }
  }

  @Property(tries = 500)
  void whatHappensIsInTheOrderOfTheModel(@ForAll("programs") Program program) {
    assertThat(new Real(program).run()).isEqualTo(new Model(program).run());
  }
}
