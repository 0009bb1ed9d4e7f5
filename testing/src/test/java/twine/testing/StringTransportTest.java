package twine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.Failure;
import twine.net.Producer;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionDoneException;
import twine.testing.StringTransport.ProducerState;

final class StringTransportTest {
  private final StringTransport transport = new StringTransport();

  private static ByteBuffer buffer(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  @Test
  void recordsWhatIsWrittenWithoutMovingIt() {
    ByteBuffer lent = ByteBuffer.wrap(new byte[] {'-', 'a', 'b', '-'}, 1, 2);
    transport.write(lent);
    assertThat(lent.position()).isEqualTo(1);
    transport.writeSequence(List.of(buffer("c"), buffer("ä")));
    transport.write(new byte[] {'!'});
    assertThat(transport.text()).isEqualTo("abcä!");
    assertThat(transport.value()).isEqualTo("abcä!".getBytes(StandardCharsets.UTF_8));
    transport.clear();
    assertThat(transport.value()).isEmpty();
  }

  @Test
  void whatIsWrittenAfterLoseConnectionIsStillSent() {
    assertThat(transport.disconnecting()).isFalse();
    transport.loseConnection();
    assertThat(transport.disconnecting()).isTrue();
    assertThat(transport.connected()).isTrue();
    transport.write(buffer("late"));
    assertThat(transport.text()).isEqualTo("late");
  }

  @Test
  void nothingIsSentOnceItIsAbortedClosedOrHalfClosed() {
    StringTransport aborted = new StringTransport();
    aborted.abortConnection();
    aborted.write(buffer("x"));
    StringTransport closed = new StringTransport();
    closed.close();
    closed.write(buffer("x"));
    StringTransport halfClosed = new StringTransport();
    halfClosed.loseWriteConnection();
    halfClosed.write(buffer("x"));
    assertThat(aborted.value()).isEmpty();
    assertThat(aborted.aborting()).isTrue();
    assertThat(aborted.disconnecting()).isTrue();
    assertThat(closed.value()).isEmpty();
    assertThat(closed.connected()).isFalse();
    assertThat(closed.disconnecting()).isTrue();
    assertThat(halfClosed.value()).isEmpty();
    assertThat(halfClosed.writeClosed()).isTrue();
  }

  @Test
  void remembersWhatItWasToldAsAProducer() {
    assertThat(transport.producerState()).isEqualTo(ProducerState.PRODUCING);
    transport.pauseProducing();
    assertThat(transport.producerState()).isEqualTo(ProducerState.PAUSED);
    transport.resumeProducing();
    assertThat(transport.producerState()).isEqualTo(ProducerState.PRODUCING);
    transport.stopProducing();
    assertThat(transport.producerState()).isEqualTo(ProducerState.STOPPED);
    assertThat(transport.disconnecting()).isTrue();
  }

  private static final class Recording implements Producer {
    private final List<String> told = new ArrayList<>();

    @Override
    public void resumeProducing() {
      told.add("resume");
    }

    @Override
    public void stopProducing() {
      told.add("stop");
    }
  }

  @Test
  void keepsOneProducerAndStopsItAtTheEnd() {
    Recording producer = new Recording();
    transport.registerProducer(producer);
    assertThat(transport.producer()).isSameAs(producer);
    assertThatThrownBy(() -> transport.registerProducer(new Recording()))
        .isInstanceOf(IllegalStateException.class);
    transport.close();
    assertThat(producer.told).containsExactly("stop");
    assertThat(transport.producer()).isNull();
    Recording late = new Recording();
    transport.registerProducer(late);
    assertThat(late.told).containsExactly("stop");
  }

  @Test
  void hasAddressesOptionsAndALimit() {
    TcpAddress host = new TcpAddress("10.0.0.1", 1);
    TcpAddress peer = new TcpAddress("10.0.0.2", 2);
    StringTransport made = new StringTransport(host, peer);
    assertThat(made.getHost()).isEqualTo(host);
    assertThat(made.getPeer()).isEqualTo(peer);
    made.setTcpNoDelay(true);
    made.setTcpKeepAlive(true);
    assertThat(made.getTcpNoDelay()).isTrue();
    assertThat(made.getTcpKeepAlive()).isTrue();
    made.setWriteLimit(7);
    assertThat(made.writeLimit()).isEqualTo(7);
    assertThatThrownBy(() -> made.setWriteLimit(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static final class Echo extends Protocol {
    private boolean lost;

    @Override
    public void dataReceived(ByteBuffer data) {
      transport().write(data);
      transport().loseConnection();
    }

    @Override
    public void connectionLost(Failure reason) {
      lost = true;
    }
  }

  @Test
  @Tag("P5.5")
  void aProtocolIsTestedAlone() {
    Echo echo = new Echo();
    assertThat(echo.connected()).isFalse();
    echo.makeConnection(transport);
    assertThat(echo.connected()).isTrue();
    echo.dataReceived(buffer("hello"));
    assertThat(transport.text()).isEqualTo("hello");
    assertThat(transport.disconnecting()).isTrue();
    transport.close();
    echo.connectionLost(new Failure(new ConnectionDoneException()));
    assertThat(echo.connected()).isFalse();
    assertThat(echo.lost).isTrue();
  }
}
