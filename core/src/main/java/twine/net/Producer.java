package twine.net;

/**
 * Something that makes bytes for a {@link DataConsumer} when asked: a pull producer. See {@link
 * PushProducer} for one that makes them unasked.
 */
public interface Producer {

  /**
   * Make bytes: for a pull producer one portion, now or later; for a push producer as they come,
   * until it is told to pause.
   */
  void resumeProducing();

  /** No more bytes are wanted, ever: the consumer is over. */
  void stopProducing();
}
