package twine.poetry.plugin;

import java.nio.ByteBuffer;
import twine.app.log.Log;
import twine.net.FactoryProtocol;
import twine.net.ServerFactory;

/**
 * Part 16: serves the poem of a service.
 *
 * <p>Watch the way that the poem takes: the protocol asks its factory, and the factory the service.
 */
final class PoetryFactory extends ServerFactory {
  private final PoetryService service;

  PoetryFactory(PoetryService service) {
    super(PoetryProtocol::new);
    this.service = service;
  }

  private static final class PoetryProtocol extends FactoryProtocol<PoetryFactory> {

    @Override
    public void connectionMade() {
      ByteBuffer poem = factory().service.poem();
      Log.msg(
          "sending %d bytes of poetry to %s".formatted(poem.remaining(), transport().getPeer()));
      transport().write(poem);
      transport().loseConnection();
    }
  }
}
