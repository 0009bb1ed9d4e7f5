package twine.loop;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One thread of events: what is handed to it runs one piece at a time, in the order in which it was
 * handed over.
 *
 * <p>A loop is an {@link Executor}, so it can be given to anything that wants one, such as {@link
 * java.util.concurrent.CompletionStage}.
 */
public interface Loop extends Executor {

  /**
   * Runs {@code work} on the loop, in a later turn. May be called from any thread, the loop's own
   * included. Work that is handed over from one thread runs in the order of its calls. What {@code
   * work} throws is logged and harms nothing else. Work that a loop has not run by the time it
   * stops is not run.
   */
  @Override
  void execute(Runnable work);

  /** Whether the caller is on this loop, and so may use the objects that belong to it. */
  boolean inLoop();

  /** The loop that the caller is on, or null on an ordinary thread. */
  static @Nullable Loop current() {
    return CurrentLoop.get();
  }

  /**
   * Whether the loop is one of a simulation, whose time is made up. What would be done beside it,
   * on another thread and in real time, is then done on it, so that the run does not depend on the
   * machine.
   */
  default boolean isSimulated() {
    return false;
  }

  /**
   * What the loop is doing right now, for the lines of a log: {@code PoetryFactory} while a factory
   * accepts a connection, {@code PoetryProtocol,0,127.0.0.1} during an event of the first one it
   * has accepted, {@code PoetryClient,client} during one of a client, and {@code -} when it serves
   * nobody in particular, as in a delayed call. To be called on the loop. A coroutine serves
   * whatever the event is about that it was resumed by.
   */
  default String logPrefix() {
    return "-";
  }
}
