package twine.poetry.part11;

import java.nio.ByteBuffer;
import twine.net.FactoryProtocol;
import twine.net.ServerFactory;
import twine.net.TcpPort;
import twine.poetry.command.ListenAt;
import twine.poetry.command.PoemFile;
import twine.poetry.command.Program;
import twine.poetry.command.ServedPoems;
import twine.poetry.command.Serving;
import twine.poetry.command.Usage;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 11: the fast poetry server.
 *
 * <p>Watch {@code connectionMade}, which is all there is: both calls only say what is to happen,
 * and the connection is closed when the whole poem has left.
 */
public final class FastServer implements Program {
  private final ListenAt at = new ListenAt();
  private final ServedPoems served = ServedPoems.one();

  @Override
  public Usage usage() {
    return new Usage(
        "Serves a poem as fast as possible, to any number of clients at once. Ends by Ctrl-C.",
        at,
        served);
  }

  @Override
  public int run() {
    PoemFile file = served.read().getFirst();
    Reactor reactor = Reactors.installed();
    TcpPort port = reactor.listenTcp(at.port(), new PoetryFactory(file.poem()), at.listenOptions());
    reactor.callWhenRunning(() -> Serving.say(file.name(), port.getHost()));
    reactor.run();
    return 0;
  }

  /** Serves one client. */
  private static final class PoetryProtocol extends FactoryProtocol<PoetryFactory> {

    @Override
    public void connectionMade() {
      transport().write(factory().poem);
      transport().loseConnection();
    }
  }

  /** Keeps the poem for all clients. */
  static final class PoetryFactory extends ServerFactory {
    private final ByteBuffer poem;

    PoetryFactory(ByteBuffer poem) {
      super(PoetryProtocol::new);
      this.poem = poem;
    }
  }
}
