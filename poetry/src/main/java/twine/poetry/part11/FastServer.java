package twine.poetry.part11;

import java.nio.ByteBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import twine.net.FactoryProtocol;
import twine.net.ServerFactory;
import twine.net.TcpPort;
import twine.poetry.command.ListenAt;
import twine.poetry.command.ServedPoem;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 11: the fast poetry server.
 *
 * <p>Watch {@code connectionMade}, which is all there is: both calls only say what is to happen,
 * and the connection is closed when the whole poem has left.
 */
@Command(
    description =
        "Serves a poem as fast as possible, to any number of clients at once. Ends by Ctrl-C.")
public final class FastServer implements Runnable {
  @Mixin private ListenAt at = new ListenAt();
  @Mixin private ServedPoem served = new ServedPoem();

  /** For picocli, which fills it in. */
  public FastServer() {}

  @Override
  public void run() {
    Reactor reactor = Reactors.installed();
    TcpPort port =
        reactor.listenTcp(at.port(), new PoetryFactory(served.file().poem()), at.listenOptions());
    System.out.println("Serving " + served.file().name() + " on " + port.getHost() + ".");
    reactor.run();
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
