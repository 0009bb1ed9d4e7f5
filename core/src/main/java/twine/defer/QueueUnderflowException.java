package twine.defer;

/** More was asked of an empty {@link DeferredQueue} than may wait for it. */
public final class QueueUnderflowException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  QueueUnderflowException(int backlog) {
    super("The queue is empty, and as many wait for it as may wait: " + backlog + ".");
  }
}
