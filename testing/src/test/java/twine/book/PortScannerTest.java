package twine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.Failure;
import twine.net.Address;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionRefusedException;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.testing.MemoryReactors;

/** Part 6, in the comments: a port scanner is a factory that counts what cannot be connected to. */
class PortScannerTest {
  private final Reactor reactor = MemoryReactors.create();
  private final Set<Integer> open = new TreeSet<>();
  private final Set<Integer> closed = new TreeSet<>();

  /** All attempts share this one factory, and so what they have found out. */
  private final class Scanner extends ClientFactory {
    private int left;

    private Scanner(int first, int last) {
      super(() -> new Protocol() {});
      left = last - first + 1;
      for (int port = first; port <= last; port++) {
        reactor.connectTcp("127.0.0.1", port, this);
      }
    }

    @Override
    public void clientConnectionFailed(Connector connector, Failure reason) {
      if (reason.check(ConnectionRefusedException.class) != null) {
        found(closed, connector);
      }
    }

    @Override
    public Protocol buildProtocol(Address peer) {
      return new Protocol() {
        @Override
        public void connectionMade() {
          transport().loseConnection();
        }
      };
    }

    @Override
    public void clientConnectionLost(Connector connector, Failure reason) {
      found(open, connector);
    }

    private void found(Set<Integer> where, Connector connector) {
      where.add(((TcpAddress) connector.getDestination()).port());
      if (--left == 0) {
        reactor.stop();
      }
    }
  }

  @Test
  @Tag("P6.8")
  @Tag("P11.4")
  void findsTheOpenPortsAmongTheClosed() {
    List<Integer> listening = new ArrayList<>();
    for (int port = 100; port < 200; port += 7) {
      reactor.listenTcp(port, Factory.of(() -> new Protocol() {}), ListenOptions.LOOPBACK);
      listening.add(port);
    }
    new Scanner(90, 210);
    reactor.run();
    assertThat(open).containsExactlyElementsOf(listening);
    assertThat(closed).hasSize(121 - listening.size());
  }
}
