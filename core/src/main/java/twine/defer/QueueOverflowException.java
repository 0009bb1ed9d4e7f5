package twine.defer;

/** Something was put into a {@link DeferredQueue} that holds all it may hold. */
public final class QueueOverflowException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  QueueOverflowException(int size) {
    super("The queue is full: it holds the " + size + " that it may hold, and nobody waits.");
  }
}
