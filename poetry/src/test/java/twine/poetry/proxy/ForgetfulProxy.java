package twine.poetry.proxy;

import twine.net.FactoryProtocol;
import twine.net.ServerFactory;

/**
 * A proxy with a bug of the kind that is hard to see: the first of those who are to hear that there
 * is no poem is forgotten.
 */
final class ForgetfulProxy extends ServerFactory {
  private final PoemCache cache;
  private boolean hasForgotten;

  ForgetfulProxy(PoemCache cache) {
    super(Client::new);
    this.cache = cache;
  }

  private static final class Client extends FactoryProtocol<ForgetfulProxy> {
    @Override
    public void connectionMade() {
      factory()
          .cache
          .getPoem()
          .onResult(poem -> PoemSender.send(poem, transport()))
          .handle(_ -> hangUp());
    }

    private void hangUp() {
      if (factory().hasForgotten) {
        transport().loseConnection();
      }
      factory().hasForgotten = true;
    }
  }
}
