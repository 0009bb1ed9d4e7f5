package twine.benchmarks.servers;

import java.nio.ByteBuffer;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpTransport;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/** Twine, on the reactor that the system property {@code twine.reactor} names, or the usual one. */
final class TwineServer {
  private TwineServer() {}

  private static final class Requests extends Protocol {
    private static final ByteBuffer RESPONSES = Work.responses();

    private final RequestScanner scanner = new RequestScanner();

    @Override
    public void connectionMade() {
      ((TcpTransport) transport()).setTcpNoDelay(true);
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      int length = scanner.count(data) * Work.RESPONSE_SIZE;
      if (length > 0) {
        transport().write(RESPONSES.limit(length));
      }
    }
  }

  private static final class Poem extends Protocol {
    private static final ByteBuffer POEM = Work.poem();

    @Override
    public void connectionMade() {
      transport().write(POEM);
      transport().loseConnection();
    }
  }

  /** Runs the server. */
  public static void main(String[] args) {
    Reactor reactor = Reactors.create();
    Factory factory = Work.isPoem(args) ? Factory.of(Poem::new) : Factory.of(Requests::new);
    ListenOptions options = ListenOptions.LOOPBACK.withBacklog(Work.BACKLOG);
    reactor.listenTcp(Work.port(args), factory, options);
    reactor.run();
  }
}
