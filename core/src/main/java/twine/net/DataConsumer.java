package twine.net;

import java.nio.ByteBuffer;

/**
 * Something that takes bytes, and that can say how fast (Twisted's consumer; the name {@code
 * Consumer} is taken in Java).
 */
public interface DataConsumer {

  /**
   * Takes bytes, from the buffer's position to its limit. The position is not moved, and the buffer
   * may be used again as soon as this returns.
   */
  void write(ByteBuffer data);

  /** Takes all bytes of {@code data}. */
  default void write(byte[] data) {
    write(ByteBuffer.wrap(data));
  }

  /**
   * Names what the bytes come from, so that it can be slowed down. A {@link PushProducer} is told
   * to pause when too much waits and to resume when all of it has left; any other producer is asked
   * to resume, once, whenever there is room for more. If this consumer is over already, the
   * producer is told to stop at once and is not registered.
   *
   * @throws IllegalStateException if a producer is registered
   */
  void registerProducer(Producer producer);

  /** The producer has no more: it is told nothing from now on. */
  void unregisterProducer();
}
