package twine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.Failure;
import twine.loop.Timers;
import twine.net.Bytes;
import twine.net.ClientFactory;
import twine.net.DataConsumer;
import twine.net.Factory;
import twine.net.Producer;
import twine.net.Protocol;
import twine.net.TcpPort;
import twine.net.TcpTransport;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.ReactorDescriptors;
import twine.reactor.ReactorTcp;
import twine.testing.MemoryReactors;
import twine.testing.StringTransport;
import twine.testing.VirtualTimers;

/** Part 4: what an interface promises, asking for one at run time, and adapting to one. */
@Tag("P4.5")
class InterfacesTest {
  private final Reactor reactor = MemoryReactors.create();

  @Test
  void codeTakesTheNarrowestInterfaceAndSoAnythingThatKeepsItsPromise() {
    List<String> called = new ArrayList<>();
    VirtualTimers clock = new VirtualTimers();
    remind(clock, called);
    clock.advance(Duration.ofSeconds(1));
    remind(reactor, called);
    reactor.callLater(Duration.ofSeconds(2), reactor::stop);
    reactor.run();
    assertThat(called).containsExactly("reminded", "reminded");
  }

  private static void remind(Timers timers, List<String> called) {
    timers.callLater(Duration.ofSeconds(1), () -> called.add("reminded"));
  }

  @Test
  void anObjectCanBeAskedWhatItProvides() {
    Object something = reactor;
    assertThat(something).isInstanceOf(ReactorTcp.class).isInstanceOf(ReactorDescriptors.class);
    StringTransport transport = new StringTransport();
    Protocol curious =
        new Protocol() {
          @Override
          public void connectionMade() {
            if (transport() instanceof TcpTransport tcp) {
              tcp.setTcpNoDelay(true);
            }
          }
        };
    curious.makeConnection(transport);
    assertThat(transport.getTcpNoDelay()).isTrue();
  }

  /** Adapts what has one interface to what is wanted by another. */
  private record IteratorProducer(Iterator<String> lines, DataConsumer consumer)
      implements Producer {
    @Override
    public void resumeProducing() {
      if (lines.hasNext()) {
        consumer.write(lines.next().getBytes(StandardCharsets.UTF_8));
      } else {
        consumer.unregisterProducer();
      }
    }

    @Override
    public void stopProducing() {}
  }

  @Test
  void anIteratorIsAdaptedToAProducer() {
    Iterator<String> lines = IntStream.range(0, 1_000).mapToObj(i -> "line " + i + "\n").iterator();
    TcpPort port =
        reactor.listenTcp(0, Factory.of(() -> new Sender(lines)), ListenOptions.LOOPBACK);
    Receiver receiver = new Receiver();
    reactor.connectTcp(port.getHost(), ClientFactory.of(() -> receiver));
    reactor.run();
    assertThat(receiver.received.toString(StandardCharsets.UTF_8).lines())
        .hasSize(1_000)
        .endsWith("line 999");
  }

  private static final class Sender extends Protocol {
    private final Iterator<String> lines;

    private Sender(Iterator<String> lines) {
      this.lines = lines;
    }

    @Override
    public void connectionMade() {
      transport().registerProducer(new IteratorProducer(lines, transport()));
      transport().loseConnection(); // not before the producer has finished
    }
  }

  private final class Receiver extends Protocol {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    @Override
    public void dataReceived(ByteBuffer data) {
      received.writeBytes(Bytes.copy(data));
    }

    @Override
    public void connectionLost(Failure reason) {
      reactor.stop();
    }
  }
}
