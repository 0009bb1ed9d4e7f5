package twine.poetry.proxy;

import java.nio.ByteBuffer;
import twine.net.Producer;
import twine.net.Transport;

/**
 * Sends a poem in portions, each when the client has taken those before it. A transport copies what
 * cannot leave at once: with the whole poem in one write there would be a copy of it for each slow
 * client, however long it is, and this way never more than a portion.
 */
final class PoemSender implements Producer {
  private static final int PORTION = 64 * 1024;

  private final ByteBuffer rest;
  private final Transport transport;

  private PoemSender(ByteBuffer poem, Transport transport) {
    this.rest = poem.duplicate();
    this.transport = transport;
  }

  /** Sends a poem, which is not changed, and closes the connection when all of it has left. */
  static void send(ByteBuffer poem, Transport transport) {
    transport.registerProducer(new PoemSender(poem, transport));
    transport.loseConnection(); // waits for the producer, and no longer looks for the client's end
  }

  @Override
  public void resumeProducing() {
    int bytes = Math.min(PORTION, rest.remaining());
    transport.write(rest.slice(rest.position(), bytes));
    rest.position(rest.position() + bytes);
    if (!rest.hasRemaining()) {
      transport.unregisterProducer();
    }
  }

  /** The client has gone; nothing is held here that would have to be let go. */
  @Override
  public void stopProducing() {}
}
