package twine.protocols.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import twine.defer.Failure;
import twine.net.Factory;
import twine.net.HalfCloseable;
import twine.net.Producer;
import twine.net.Protocol;
import twine.net.TcpTransport;
import twine.net.error.ConnectionAbortedException;
import twine.testing.StringTransport;
import twine.testing.StringTransport.ProducerState;

final class ProtocolWrapperTest {
  private final StringTransport transport = new StringTransport();
  private final Recording protocol = new Recording();

  private static Protocol wrapped(Protocol protocol) {
    Factory factory = new WrappingFactory(Factory.of(() -> protocol));
    return Objects.requireNonNull(factory.buildProtocol(new StringTransport().getPeer()));
  }

  private Protocol connected(Protocol protocol) {
    Protocol wrapper = wrapped(protocol);
    wrapper.makeConnection(transport);
    return wrapper;
  }

  @Test
  void passesOnWhatHappensToTheConnection() {
    Protocol wrapper = connected(protocol);
    wrapper.dataReceived(Recording.buffer("hello"));
    wrapper.connectionLost(new Failure(new ConnectionAbortedException()));
    assertThat(protocol.events)
        .containsExactly("made", "hello", "lost: ConnectionAbortedException");
  }

  @Test
  void passesOnTheVeryBufferAndTheVeryReason() {
    List<Object> given = new ArrayList<>();
    Protocol wrapper =
        connected(
            new Protocol() {
              @Override
              public void dataReceived(ByteBuffer data) {
                given.add(data);
              }

              @Override
              public void connectionLost(Failure reason) {
                given.add(reason);
              }
            });
    ByteBuffer data = ByteBuffer.allocateDirect(5);
    Failure reason = new Failure(new ConnectionAbortedException());
    wrapper.dataReceived(data);
    wrapper.connectionLost(reason);
    assertThat(given).hasSize(2);
    assertThat(given.get(0)).isSameAs(data);
    assertThat(given.get(1)).isSameAs(reason);
  }

  @Test
  void passesOnWhatIsWrittenInEveryForm() {
    connected(protocol);
    protocol.transport().write(Recording.buffer("a"));
    protocol.transport().write(new byte[] {'b'});
    protocol.transport().writeSequence(List.of(Recording.buffer("c"), Recording.buffer("d")));
    assertThat(transport.text()).isEqualTo("abcd");
  }

  @Test
  void everyFormOfWritingComesThroughOneMethod() {
    List<Integer> seen = new ArrayList<>();
    ProtocolWrapper wrapper =
        new ProtocolWrapper(protocol) {
          @Override
          public void write(ByteBuffer data) {
            seen.add(data.remaining());
            super.write(data);
          }
        };
    wrapper.makeConnection(transport);
    protocol.transport().write(new byte[3]);
    protocol.transport().writeSequence(List.of(ByteBuffer.allocate(4), ByteBuffer.allocate(5)));
    protocol.transport().write(ByteBuffer.allocate(6));
    assertThat(seen).containsExactly(3, 4, 5, 6);
    assertThat(transport.value()).hasSize(18);
  }

  @Test
  void passesOnTheWaysToEndAConnection() {
    connected(protocol);
    protocol.transport().loseWriteConnection();
    assertThat(transport.writeClosed()).isTrue();
    assertThat(protocol.transport().disconnecting()).isFalse();
    protocol.transport().loseConnection();
    assertThat(transport.disconnecting()).isTrue();
    assertThat(protocol.transport().disconnecting()).isTrue();
    protocol.transport().abortConnection();
    assertThat(transport.aborting()).isTrue();
    assertThat(protocol.connected()).isTrue();
    transport.close();
    assertThat(protocol.connected()).isFalse();
  }

  @Test
  void stopProducingLosesTheConnection() {
    connected(protocol);
    protocol.transport().stopProducing();
    assertThat(transport.disconnecting()).isTrue();
  }

  @Test
  void passesOnBackPressureInBothDirections() {
    connected(protocol);
    protocol.transport().pauseProducing();
    assertThat(transport.producerState()).isEqualTo(ProducerState.PAUSED);
    protocol.transport().resumeProducing();
    assertThat(transport.producerState()).isEqualTo(ProducerState.PRODUCING);
    Producer producer =
        new Producer() {
          @Override
          public void resumeProducing() {}

          @Override
          public void stopProducing() {}
        };
    protocol.transport().registerProducer(producer);
    assertThat(transport.producer()).isSameAs(producer);
    protocol.transport().unregisterProducer();
    assertThat(transport.producer()).isNull();
    protocol.transport().setWriteLimit(77);
    assertThat(transport.writeLimit()).isEqualTo(77);
  }

  @Test
  void passesOnWhatOnlyTcpKnows() {
    connected(protocol);
    TcpTransport tcp = (TcpTransport) protocol.transport();
    tcp.setTcpNoDelay(true);
    assertThat(transport.getTcpNoDelay()).isTrue();
    assertThat(tcp.getTcpNoDelay()).isTrue();
    tcp.setTcpKeepAlive(true);
    assertThat(transport.getTcpKeepAlive()).isTrue();
    assertThat(tcp.getTcpKeepAlive()).isTrue();
    assertThat(tcp.getHost()).isEqualTo(transport.getHost());
    assertThat(tcp.getPeer()).isEqualTo(transport.getPeer());
  }

  @Test
  void isHalfCloseableIfWhatItWrapsIs() {
    assertThat(wrapped(protocol)).isNotInstanceOf(HalfCloseable.class);
    assertThat(wrapped(wrapped(protocol))).isNotInstanceOf(HalfCloseable.class);
    Recording half = new Recording.Half();
    Protocol wrapper = connected(wrapped(half));
    assertThat(wrapper).isInstanceOf(HalfCloseable.class);
    ((HalfCloseable) wrapper).readConnectionLost();
    ((HalfCloseable) wrapper).writeConnectionLost();
    wrapper.dataReceived(Recording.buffer("x"));
    assertThat(half.events).containsExactly("made", "read lost", "write lost", "x");
  }

  @Test
  void isLoggedUnderTheNameOfWhatItWraps() {
    assertThat(wrapped(protocol).logPrefix()).isEqualTo("Recording");
    assertThat(wrapped(wrapped(new Recording.Half())).logPrefix()).isEqualTo("Half");
    assertThat(new WrappingFactory(Factory.of(() -> protocol)).logPrefix())
        .isEqualTo("ServerFactory");
  }
}
