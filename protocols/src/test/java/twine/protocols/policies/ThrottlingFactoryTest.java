package twine.protocols.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import twine.defer.Failure;
import twine.net.Factory;
import twine.net.Producer;
import twine.net.Protocol;
import twine.net.PushProducer;
import twine.net.error.ConnectionAbortedException;
import twine.net.error.ConnectionDoneException;
import twine.testing.StringTransport;
import twine.testing.StringTransport.ProducerState;
import twine.testing.VirtualTimers;

/** The rate, the burst and the back-pressure, to the byte and the nanosecond. */
final class ThrottlingFactoryTest {
  private static final int RATE = 1_000;

  private final VirtualTimers timers = new VirtualTimers();
  private final List<String> told = new ArrayList<>();
  private final List<Recording> protocols = new ArrayList<>();
  private final ThrottlingFactory factory =
      new ThrottlingFactory(
          timers,
          Factory.of(() -> {
            protocols.add(new Recording());
            return protocols.getLast();
          }));

  /** A connection, from the transport's side. */
  private final class Connection {
    private final StringTransport transport = new StringTransport();
    private final Protocol wrapper;
    private final Recording protocol;

    Connection() {
      this(UnaryOperator.identity());
    }

    Connection(UnaryOperator<Protocol> between) {
      wrapper = between.apply(factory.buildProtocol(transport.getPeer()));
      protocol = protocols.getLast();
      wrapper.makeConnection(transport);
    }

    void receive(int count) {
      wrapper.dataReceived(ByteBuffer.allocate(count));
    }

    void write(int count) {
      protocol.transport().write(new byte[count]);
    }

    int sent() {
      return transport.value().length;
    }

    boolean reading() {
      return transport.producerState() == ProducerState.PRODUCING;
    }

    void end() {
      transport.close();
      wrapper.connectionLost(new Failure(new ConnectionDoneException()));
    }
  }

  private Connection writing() {
    factory.setWriteLimit(RATE);
    return new Connection();
  }

  private Connection reading() {
    factory.setReadLimit(RATE);
    return new Connection();
  }

  private void advanceMillis(long millis) {
    timers.advance(Duration.ofMillis(millis));
  }

  // ---- sending

  @Test
  void aSecondsWorthIsSentAtOnceAndOneByteMoreWaitsForItsTime() {
    Connection connection = writing();
    connection.write(RATE);
    assertThat(connection.sent()).isEqualTo(RATE);
    assertThat(timers.pending()).isZero();
    connection.write(1);
    timers.advance(Duration.ofMillis(1).minusNanos(1));
    assertThat(connection.sent()).isEqualTo(RATE);
    timers.advance(Duration.ofNanos(1));
    assertThat(connection.sent()).isEqualTo(RATE + 1);
    assertThat(timers.pending()).isZero();
  }

  @Test
  void theRateIsExact() {
    Connection connection = writing();
    connection.write(11 * RATE);
    for (int tenth = 0; tenth < 100; tenth++) {
      assertThat(connection.sent()).isEqualTo(RATE + tenth * RATE / 10);
      advanceMillis(100);
    }
    assertThat(connection.sent()).isEqualTo(11 * RATE);
    assertThat(timers.pending()).isZero();
  }

  @Test
  void aRateThatDoesNotDivideASecondIsExactInTheLongRun() {
    factory.setWriteLimit(7);
    Connection connection = new Connection();
    connection.write(7 + 7 * 1_000);
    timers.advance(Duration.ofSeconds(1_000).minusNanos(1));
    assertThat(connection.sent()).isEqualTo(7 + 7 * 1_000 - 1);
    timers.advance(Duration.ofNanos(1));
    assertThat(connection.sent()).isEqualTo(7 + 7 * 1_000);
  }

  @Test
  void noMoreThanASecondsWorthIsSavedUp() {
    Connection connection = writing();
    connection.write(RATE);
    timers.advance(Duration.ofDays(1));
    connection.write(RATE + 500);
    assertThat(connection.sent()).isEqualTo(2 * RATE);
    advanceMillis(500);
    assertThat(connection.sent()).isEqualTo(2 * RATE + 500);
  }

  @Test
  void bytesStayInOrderHoweverTheyAreCut() {
    Connection connection = writing();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 700; i++) {
      String word = i + ",";
      all.append(word);
      connection.protocol.write(word);
      advanceMillis(i % 3);
    }
    timers.advance(Duration.ofSeconds(10));
    assertThat(connection.transport.text()).isEqualTo(all.toString());
  }

  @Test
  void whatWaitsIsACopyAndTheBufferStaysAsItWas() {
    Connection connection = writing();
    byte[] lent = new byte[RATE + 3];
    ByteBuffer buffer = ByteBuffer.wrap(lent, 1, RATE + 2);
    connection.protocol.transport().write(buffer);
    assertThat(buffer.position()).isEqualTo(1);
    assertThat(buffer.limit()).isEqualTo(RATE + 3);
    lent[RATE + 2] = 99;
    advanceMillis(100);
    assertThat(connection.transport.value()).hasSize(RATE + 2).containsOnly(0);
  }

  @Test
  void connectionsShareTheLimitInEqualParts() {
    Connection first = writing();
    Connection second = new Connection();
    first.write(10 * RATE);
    second.write(10 * RATE);
    assertThat(first.sent()).isEqualTo(RATE); // the burst is for who comes first
    advanceMillis(10_000);
    assertThat(second.sent()).isEqualTo(5 * RATE);
    assertThat(first.sent()).isEqualTo(6 * RATE);
  }

  @Test
  void whatOneConnectionLeavesTheOthersGet() {
    Connection first = writing();
    Connection second = new Connection();
    Connection third = new Connection();
    first.write(10 * RATE);
    second.write(10 * RATE);
    third.write(10);
    advanceMillis(1_000);
    first.end();
    int before = second.sent();
    advanceMillis(1_000);
    assertThat(third.sent()).isEqualTo(10);
    assertThat(second.sent()).isEqualTo(before + RATE);
  }

  @Test
  void aConnectionThatIsLostLeavesNothingBehind() {
    Connection connection = writing();
    connection.write(10 * RATE);
    assertThat(timers.pending()).isEqualTo(1);
    connection.end();
    assertThat(timers.pending()).isZero();
    connection.write(10 * RATE);
    assertThat(timers.pending()).isZero();
  }

  @Test
  void abortingDropsWhatWaits() {
    Connection connection = writing();
    connection.write(10 * RATE);
    connection.protocol.transport().abortConnection();
    assertThat(connection.transport.aborting()).isTrue();
    assertThat(timers.pending()).isZero();
  }

  @Test
  void losingIsLeftToTheTransportWhichWaitsForItsProducer() {
    Connection connection = writing();
    connection.write(2 * RATE);
    connection.protocol.transport().loseConnection();
    assertThat(connection.protocol.transport().disconnecting()).isTrue();
    connection.write(RATE);
    assertThat(connection.transport.producer()).isNotNull();
    advanceMillis(2_000);
    assertThat(connection.sent()).isEqualTo(3 * RATE);
    assertThat(connection.transport.producer()).isNull();
  }

  @Test
  void theSendingHalfIsClosedWhenAllThatWaitsHasBeenSent() {
    Connection connection = writing();
    connection.write(2 * RATE);
    connection.protocol.transport().loseWriteConnection();
    connection.write(RATE);
    advanceMillis(999);
    assertThat(connection.transport.writeClosed()).isFalse();
    advanceMillis(1);
    assertThat(connection.transport.writeClosed()).isTrue();
    assertThat(connection.sent()).isEqualTo(2 * RATE);
    assertThat(connection.transport.producer()).isNull();
  }

  @Test
  void theSendingHalfIsClosedAtOnceIfNothingWaits() {
    Connection connection = writing();
    connection.write(RATE);
    connection.protocol.transport().loseWriteConnection();
    assertThat(connection.transport.writeClosed()).isTrue();
  }

  // ---- back-pressure

  /** Writes portions of 10,000 bytes until it is told to pause. */
  private final class Source implements PushProducer {
    private final Connection connection;
    private boolean paused;
    private int written;

    Source(Connection connection) {
      this.connection = connection;
    }

    void produce() {
      while (!paused && written < 1_000_000) {
        written += 10_000;
        connection.write(10_000);
      }
    }

    @Override
    public void pauseProducing() {
      told.add("pause");
      paused = true;
    }

    @Override
    public void resumeProducing() {
      told.add("resume");
      paused = false;
      produce();
    }

    @Override
    public void stopProducing() {
      told.add("stop");
    }
  }

  @Test
  void aPushProducerIsPausedWhenTooMuchWaitsAndResumedWhenAllHasPassed() {
    factory.setWriteLimit(10_000);
    Connection connection = new Connection();
    Source source = new Source(connection);
    connection.protocol.transport().registerProducer(source);
    source.produce();
    assertThat(source.written).isEqualTo(80_000); // 10,000 sent, more than 64 KiB waiting
    assertThat(told).containsExactly("pause");
    advanceMillis(6_999);
    assertThat(told).containsExactly("pause");
    advanceMillis(1);
    assertThat(told).containsExactly("pause", "resume", "pause");
    assertThat(connection.sent()).isEqualTo(80_000);
    assertThat(source.written).isEqualTo(150_000);
    connection.end();
    assertThat(told).endsWith("stop");
    assertThat(timers.pending()).isZero();
  }

  @Test
  void aTransportThatHasEnoughStopsTheFlowAndItsProducer() {
    Connection connection = writing();
    Source source = new Source(connection);
    connection.protocol.transport().registerProducer(source);
    connection.write(3 * RATE);
    PushProducer gate = (PushProducer) Objects.requireNonNull(connection.transport.producer());
    gate.pauseProducing();
    assertThat(told).containsExactly("pause");
    assertThat(timers.pending()).isZero();
    advanceMillis(10_000);
    assertThat(connection.sent()).isEqualTo(RATE);
    gate.resumeProducing();
    timers.advance(Duration.ZERO);
    assertThat(connection.sent()).isEqualTo(2 * RATE); // the second's worth saved up meanwhile
    advanceMillis(999);
    assertThat(told).containsExactly("pause");
    advanceMillis(1);
    assertThat(told).startsWith("pause", "resume");
  }

  /** Makes of a transport one that tells its producer to pause at every write. */
  private static final class Full extends ProtocolWrapper {
    Full(Protocol wrapped) {
      super(wrapped);
    }

    @Override
    public void write(ByteBuffer data) {
      super.write(data);
      if (((StringTransport) transport()).producer() instanceof PushProducer push) {
        push.pauseProducing();
      }
    }
  }

  /** Does something when it is told to pause. */
  private record WhenPaused(Runnable action) implements PushProducer {
    @Override
    public void pauseProducing() {
      action.run();
    }

    @Override
    public void resumeProducing() {}

    @Override
    public void stopProducing() {}
  }

  @Test
  void whatAProducerWritesWhenItIsToldToPauseComesLast() {
    factory.setWriteLimit(3);
    Connection connection = new Connection(Full::new);
    Recording protocol = connection.protocol;
    protocol.transport().registerProducer(new WhenPaused(() -> protocol.write("last")));
    protocol.write("abcdef");
    for (int i = 0; i < 10; i++) {
      advanceMillis(1_000);
      ((PushProducer) Objects.requireNonNull(connection.transport.producer())).resumeProducing();
    }
    assertThat(connection.transport.text()).startsWith("abcdeflast");
  }

  @Test
  void aProducerMayAbortTheConnectionWhenItIsToldToPause() {
    factory.setWriteLimit(1);
    Connection connection = new Connection(Full::new);
    Recording protocol = connection.protocol;
    protocol.write("abc");
    protocol
        .transport()
        .registerProducer(new WhenPaused(() -> protocol.transport().abortConnection()));
    ((PushProducer) Objects.requireNonNull(connection.transport.producer())).resumeProducing();
    advanceMillis(2_000);
    assertThat(connection.transport.aborting()).isTrue();
    assertThat(connection.transport.text()).isEqualTo("ab");
    assertThat(timers.pending()).isZero();
  }

  @Test
  void aPullProducerIsAskedForMoreWhenItsBytesHavePassed() {
    Connection connection = writing();
    int[] asked = {0};
    connection
        .protocol
        .transport()
        .registerProducer(
            new Producer() {
              @Override
              public void resumeProducing() {
                asked[0]++;
                connection.write(RATE / 2);
              }

              @Override
              public void stopProducing() {
                told.add("stop");
              }
            });
    assertThat(asked[0]).isEqualTo(1);
    timers.advance(Duration.ZERO);
    assertThat(connection.sent()).isEqualTo(RATE);
    assertThat(asked[0]).isEqualTo(3);
    advanceMillis(5_000);
    assertThat(connection.sent()).isEqualTo(6 * RATE);
    assertThat(asked[0]).isEqualTo(13);
    connection.end();
    assertThat(told).containsExactly("stop");
    assertThat(timers.pending()).isZero();
  }

  @Test
  void aSecondProducerIsRefusedAndOneThatComesTooLateIsStopped() {
    Connection connection = writing();
    connection.protocol.transport().registerProducer(new Source(connection));
    assertThatIllegalStateException()
        .isThrownBy(() -> connection.protocol.transport().registerProducer(new Source(connection)));
    connection.protocol.transport().unregisterProducer();
    assertThat(connection.transport.producer()).isNull();
    connection.end();
    connection.protocol.transport().registerProducer(new Source(connection));
    assertThat(told).containsExactly("stop");
  }

  @Test
  void aProtocolThatWritesOnAgainstTheLimitLosesItsConnectionWithAClearError() {
    Connection connection = writing();
    connection.protocol.transport().setWriteLimit(5_000);
    connection.write(RATE + 5_000);
    assertThat(connection.transport.aborting()).isFalse();
    connection.write(1);
    assertThat(connection.transport.aborting()).isTrue();
    assertThat(timers.pending()).isZero();
    connection.wrapper.connectionLost(new Failure(new ConnectionAbortedException()));
    assertThat(connection.protocol.events)
        .containsExactly("made", "lost: WriteLimitExceededException");
  }

  // ---- receiving

  @Test
  void aSecondsWorthIsReceivedAtOnceAndOneByteMoreStopsReadingForItsTime() {
    Connection connection = reading();
    connection.receive(RATE);
    assertThat(connection.reading()).isTrue();
    connection.receive(1);
    assertThat(connection.reading()).isFalse();
    timers.advance(Duration.ofMillis(1).minusNanos(1));
    assertThat(connection.reading()).isFalse();
    timers.advance(Duration.ofNanos(1));
    assertThat(connection.reading()).isTrue();
    assertThat(timers.pending()).isZero();
  }

  @Test
  void whatWasReadBeyondTheLimitIsWaitedFor() {
    Connection connection = reading();
    connection.receive(6 * RATE);
    assertThat(connection.protocol.events).hasSize(2); // it was passed on all the same
    advanceMillis(4_999);
    assertThat(connection.reading()).isFalse();
    advanceMillis(1);
    assertThat(connection.reading()).isTrue();
  }

  @Test
  void whileOneConnectionPaysTheOthersAreReadOnceEach() {
    Connection first = reading();
    Connection second = new Connection();
    first.receive(2 * RATE);
    assertThat(second.reading()).isTrue();
    second.receive(RATE);
    assertThat(second.reading()).isFalse();
    advanceMillis(2_000);
    assertThat(first.reading()).isTrue();
    assertThat(second.reading()).isTrue();
    assertThat(timers.pending()).isZero();
  }

  @Test
  void aProtocolsOwnPauseHoldsWhateverTheLimitAllows() {
    Connection connection = reading();
    connection.receive(2 * RATE);
    connection.protocol.transport().pauseProducing();
    advanceMillis(5_000);
    assertThat(connection.reading()).isFalse();
    connection.protocol.transport().resumeProducing();
    assertThat(connection.reading()).isTrue();
  }

  @Test
  void aProtocolCannotResumeAgainstTheLimit() {
    Connection connection = reading();
    connection.receive(2 * RATE);
    connection.protocol.transport().pauseProducing();
    connection.protocol.transport().resumeProducing();
    assertThat(connection.reading()).isFalse();
    advanceMillis(1_000);
    assertThat(connection.reading()).isTrue();
  }

  @Test
  void aConnectionThatIsLostTakesItsDebtAway() {
    Connection first = reading();
    Connection second = new Connection();
    first.receive(10 * RATE);
    second.receive(100);
    first.end();
    advanceMillis(100);
    assertThat(second.reading()).isTrue();
    second.receive(10 * RATE);
    second.end();
    assertThat(timers.pending()).isZero();
  }

  // ---- both

  @Test
  void theTwoDirectionsAreLimitedApart() {
    factory.setReadLimit(RATE);
    factory.setWriteLimit(2 * RATE);
    Connection connection = new Connection();
    connection.write(3 * RATE);
    connection.receive(RATE);
    assertThat(connection.sent()).isEqualTo(2 * RATE);
    assertThat(connection.reading()).isTrue();
    connection.receive(RATE);
    assertThat(connection.reading()).isFalse();
    advanceMillis(500);
    assertThat(connection.sent()).isEqualTo(3 * RATE);
    advanceMillis(500);
    assertThat(connection.reading()).isTrue();
  }

  @Test
  void withoutALimitNothingWaits() {
    Connection connection = new Connection();
    connection.write(1_000 * RATE);
    connection.receive(1_000 * RATE);
    assertThat(connection.sent()).isEqualTo(1_000 * RATE);
    assertThat(connection.reading()).isTrue();
  }

  @Test
  void aLimitBelowOneIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> factory.setReadLimit(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factory.setWriteLimit(-5))
        .withMessageContaining("-5");
  }
}
