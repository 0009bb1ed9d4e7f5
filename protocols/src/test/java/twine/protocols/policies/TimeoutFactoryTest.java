package twine.protocols.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import twine.defer.Failure;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.error.ConnectionDoneException;
import twine.testing.StringTransport;
import twine.testing.VirtualTimers;

final class TimeoutFactoryTest {
  private final VirtualTimers timers = new VirtualTimers();
  private final StringTransport transport = new StringTransport();
  private final Recording protocol = new Recording();
  private final CapturedLog log = new CapturedLog();
  private final TimeoutFactory factory =
      new TimeoutFactory(timers, Duration.ofSeconds(30), Factory.of(() -> protocol));

  @AfterEach
  void close() {
    log.close();
  }

  private Protocol connect() {
    Protocol wrapper = Objects.requireNonNull(factory.buildProtocol(transport.getPeer()));
    wrapper.makeConnection(transport);
    return wrapper;
  }

  private void advance(int seconds) {
    timers.advance(Duration.ofSeconds(seconds));
  }

  private void end(Protocol wrapper) {
    transport.close();
    wrapper.connectionLost(new Failure(new ConnectionDoneException()));
  }

  @Test
  void anIdleConnectionIsClosedWhenTheTimeHasPassedAndNotBefore() {
    connect();
    timers.advance(Duration.ofSeconds(30).minusNanos(1));
    assertThat(transport.disconnecting()).isFalse();
    timers.advance(Duration.ofNanos(1));
    assertThat(transport.disconnecting()).isTrue();
    assertThat(transport.aborting()).isFalse();
    assertThat(log.lines())
        .containsExactly("INFO Recording (127.0.0.1:12345) was idle for PT30S, and is closed");
  }

  @Test
  void whatArrivesBeginsTheTimeAgain() {
    Protocol wrapper = connect();
    for (int i = 0; i < 10; i++) {
      advance(29);
      wrapper.dataReceived(Recording.buffer("x"));
    }
    advance(29);
    assertThat(transport.disconnecting()).isFalse();
    advance(1);
    assertThat(transport.disconnecting()).isTrue();
  }

  @Test
  void whatIsWrittenBeginsTheTimeAgain() {
    connect();
    for (int i = 0; i < 10; i++) {
      advance(29);
      protocol.transport().write(new byte[1]);
    }
    advance(29);
    assertThat(transport.disconnecting()).isFalse();
    advance(1);
    assertThat(transport.disconnecting()).isTrue();
  }

  @Test
  void writingNothingIsDoingNothing() {
    connect();
    advance(29);
    protocol.write("");
    advance(1);
    assertThat(transport.disconnecting()).isTrue();
  }

  @Test
  void aConnectionThatIsOverHasNoTimeOut() {
    Protocol wrapper = connect();
    end(wrapper);
    assertThat(timers.pending()).isZero();
    protocol.write("too late");
    assertThat(timers.pending()).isZero();
    assertThat(protocol.events).containsExactly("made", "lost: ConnectionDoneException");
  }

  @Test
  void aConnectionThatDoesNotEndAfterItsTimeOutIsLeftToFlushByDefault() {
    connect();
    advance(3_000);
    assertThat(transport.aborting()).isFalse();
    assertThat(timers.pending()).isZero();
  }

  @Test
  void aConnectionThatDoesNotEndAfterItsTimeOutIsAbortedIfThatIsAsked() {
    factory.setAbortDelay(Duration.ofSeconds(5));
    connect();
    advance(34);
    protocol.write("which is no reason to wait any longer");
    assertThat(transport.aborting()).isFalse();
    advance(1);
    assertThat(transport.aborting()).isTrue();
    assertThat(timers.pending()).isZero();
  }

  @Test
  void aConnectionThatEndsAfterItsTimeOutIsNotAborted() {
    factory.setAbortDelay(Duration.ofSeconds(5));
    Protocol wrapper = connect();
    advance(30);
    end(wrapper);
    assertThat(timers.pending()).isZero();
  }

  @Test
  void timesThatAreNotPositiveAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimeoutFactory(timers, Duration.ofSeconds(-1), factory))
        .withMessageContaining("period");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factory.setAbortDelay(Duration.ZERO))
        .withMessageContaining("abort delay");
  }
}
