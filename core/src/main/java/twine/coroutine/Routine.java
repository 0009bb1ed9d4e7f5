package twine.coroutine;

import org.jspecify.annotations.Nullable;
import twine.loop.Loop;
import twine.loop.Strand;

/** Code that runs in turns: a coroutine or a generator. */
abstract class Routine extends Strand {
  final Fiber fiber = Fibers.create(this::run);
  private @Nullable Turns turns;

  private void run() {
    enter();
    runBody();
  }

  /** Runs the code to its end; throws nothing. */
  abstract void runBody();

  /** The code has come to its end; called in place of its turn, on the loop's own thread. */
  void ended() {}

  /** The routine that has its turn on the calling thread, or null. */
  static @Nullable Routine running() {
    return Strand.current() instanceof Routine routine && !routine.isBeside() ? routine : null;
  }

  /** Whether the calling thread is that of a routine which is beside the loop at the moment. */
  static boolean runningBeside() {
    return Strand.current() instanceof Routine routine && routine.isBeside();
  }

  /** Whether the code runs beside its loop, and not on it. */
  boolean isBeside() {
    return false;
  }

  /** Lets the code run until it gives its turn back. */
  final void takeTurn(Turns turns, @Nullable Loop loop) {
    this.turns = turns;
    moveTo(loop);
    fiber.mount();
    if (fiber.ended()) {
      ended();
    }
  }

  /** The turns that this takes part in. */
  final Turns turns() {
    if (turns == null) {
      throw new IllegalStateException("not running yet");
    }
    return turns;
  }

  /** The loop that it is on, or null: it is beside it, or was started on none and is still. */
  final @Nullable Loop home() {
    return loop();
  }
}
