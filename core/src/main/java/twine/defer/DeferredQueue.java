package twine.defer;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/**
 * A queue from which one can take what is not there yet: what is put in goes to the first who
 * waits, or else is kept for the next who asks. It belongs to one loop.
 *
 * @param <T> what is queued; null too
 */
public final class DeferredQueue<T extends @Nullable Object> {

  /** A size or backlog without a limit. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** Deferreds that have been fired, because a deque cannot hold null. */
  private final ArrayDeque<Deferred<T>> kept = new ArrayDeque<>();

  private final LinkedHashSet<Deferred<T>> waiting = new LinkedHashSet<>();
  private final int size;
  private final int backlog;

  /** Creates a queue without limits. */
  public DeferredQueue() {
    this(UNLIMITED, UNLIMITED);
  }

  /**
   * Creates a queue.
   *
   * @param size how much may be kept
   * @param backlog how many may wait
   * @throws IllegalArgumentException if one of them is negative
   */
  public DeferredQueue(int size, int backlog) {
    if (size < 0 || backlog < 0) {
      throw new IllegalArgumentException(
          "A queue cannot have size " + size + ", backlog " + backlog);
    }
    this.size = size;
    this.backlog = backlog;
  }

  /** How much is kept. */
  public int size() {
    return kept.size();
  }

  /** How many wait. */
  public int waiting() {
    return waiting.size();
  }

  /**
   * Puts {@code item} in. If somebody waits, that Deferred is fired with it now.
   *
   * @throws OverflowException if nobody waits and no more may be kept; the queue is unchanged
   */
  public void put(T item) {
    if (!waiting.isEmpty()) {
      waiting.removeFirst().callback(item);
    } else if (kept.size() < size) {
      kept.add(Deferred.succeed(item));
    } else {
      throw new OverflowException(size);
    }
  }

  /**
   * Takes the oldest item out: the Deferred has it already, or fires when it is put in. Cancelling
   * it gives up the place in the queue.
   *
   * @throws UnderflowException if there is nothing and no more may wait; the queue is unchanged
   */
  public Deferred<T> get() {
    Deferred<T> item = kept.poll();
    if (item != null) {
      return item;
    }
    if (waiting.size() >= backlog) {
      throw new UnderflowException(backlog);
    }
    var deferred = new Deferred<T>(waiting::remove);
    waiting.add(deferred);
    return deferred;
  }

  /** Something was put into a queue that holds all it may hold. */
  public static final class OverflowException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private OverflowException(int size) {
      super("The queue is full: it holds the " + size + " that it may hold, and nobody waits.");
    }
  }

  /** More was asked of an empty queue than may wait for it. */
  public static final class UnderflowException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private UnderflowException(int backlog) {
      super("The queue is empty, and as many wait for it as may wait: " + backlog + ".");
    }
  }
}
