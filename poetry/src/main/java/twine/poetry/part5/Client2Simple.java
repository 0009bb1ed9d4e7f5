package twine.poetry.part5;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.FactoryProtocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionDoneException;
import twine.poetry.command.Addresses;
import twine.poetry.command.PoemBuffer;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.Trouble;
import twine.poetry.command.Usage;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 5: client 2 without the numbers (the book's client 2.1).
 *
 * <p>Watch how little is left: the client is about the poems, and prints them, in the order in
 * which they are complete.
 */
public final class Client2Simple implements Program {
  private final Addresses addresses = new Addresses();

  @Override
  public Usage usage() {
    return new Usage(
        "Gets all poems at once and prints them in the order in which they are complete. "
            + "A server that cannot be reached, or that dies, is said and left out.",
        addresses);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    var factory = new PoetryClientFactory(reactor, addresses.size());
    for (TcpAddress server : addresses.servers()) {
      reactor.connectTcp(server, factory);
    }
    reactor.run();
    return 0;
  }

  /** One download. */
  private static final class PoetryProtocol extends FactoryProtocol<PoetryClientFactory> {
    private final PoemBuffer poem = new PoemBuffer();

    @Override
    public void dataReceived(ByteBuffer data) {
      poem.add(data);
    }

    @Override
    public void connectionLost(Failure reason) {
      if (reason.check(ConnectionDoneException.class) != null) {
        factory().poemFinished(poem.toByteArray());
      } else {
        Trouble.lostConnection(transport().getPeer(), reason.value());
        factory().oneLess();
      }
    }
  }

  /** Makes the protocols and collects their poems. */
  private static final class PoetryClientFactory extends ClientFactory {
    private final Reactor reactor;
    private final List<byte[]> poems = new ArrayList<>();
    private int poetryCount;

    PoetryClientFactory(Reactor reactor, int poetryCount) {
      super(PoetryProtocol::new);
      this.reactor = reactor;
      this.poetryCount = poetryCount;
    }

    @Override
    public void clientConnectionFailed(Connector connector, Failure reason) {
      Trouble.failedToConnect(connector.getDestination());
      oneLess();
    }

    private void poemFinished(byte[] poem) {
      poems.add(poem);
      oneLess();
    }

    private void oneLess() {
      poetryCount--;
      if (poetryCount == 0) {
        report();
        Stop.reactor(reactor);
      }
    }

    private void report() {
      PoemOutput out = PoemOutput.standard();
      poems.forEach(out::poem);
    }
  }
}
