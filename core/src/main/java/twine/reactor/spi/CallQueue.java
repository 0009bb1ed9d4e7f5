package twine.reactor.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Calls on their way to the reactor's thread: any thread adds, the reactor's takes. A linked queue
 * without locks, after Dmitry Vyukov's multi-producer single-consumer queue: adding is one
 * exchange.
 *
 * <p>Between an adder's exchange and its link the queue seems to end early. {@link #isEmpty} looks
 * at the exchange, so the reactor does not fall asleep over such a call, and {@link #poll} waits
 * the moment that the link takes.
 */
final class CallQueue {
  private static final VarHandle NEWEST;

  static {
    try {
      NEWEST = MethodHandles.lookup().findVarHandle(CallQueue.class, "newest", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Node oldest = new Node(null);
  private volatile Node newest = oldest;

  /** Adds a call; on any thread. */
  void add(Runnable call) {
    Node added = new Node(call);
    Node before = (Node) NEWEST.getAndSet(this, added);
    before.next = added;
  }

  /** Whether nothing has been added that was not taken; on the reactor's thread. */
  boolean isEmpty() {
    return oldest == newest;
  }

  /** The call that was added last so far, as an end for {@link #poll}. */
  Object last() {
    return newest;
  }

  /** The next call, or null after the one that was {@link #last}; on the reactor's thread. */
  @Nullable Runnable poll(Object last) {
    Node taken = oldest;
    if (taken == last) {
      return null;
    }
    Node next;
    while ((next = taken.next) == null) {
      Thread.onSpinWait();
    }
    Runnable call = next.call;
    next.call = null; // the node stays as the queue's new beginning, and must not keep the call
    oldest = next;
    return call;
  }

  private static final class Node {
    private @Nullable Runnable call;
    private volatile @Nullable Node next;

    private Node(@Nullable Runnable call) {
      this.call = call;
    }
  }
}
