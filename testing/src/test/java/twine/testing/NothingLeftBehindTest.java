package twine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import twine.net.ClientFactory;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.spi.KernelReactor;

/** What is over leaves neither a timer nor a socket behind in the reactor. */
@Timeout(20)
final class NothingLeftBehindTest {

  /** Stops the reactor when it would wait for ever, which it does when there is nothing left. */
  private static final class Watching extends DelegatingDriver {
    private final Reactor reactor = new KernelReactor(this);
    private int openAtTheEnd;

    @Override
    public void await(long timeoutNanos) {
      if (timeoutNanos >= 0) {
        super.await(timeoutNanos);
        return;
      }
      super.await(0); // there may be I/O to do
      reactor.execute(this::stopIfNothingHappened);
    }

    private boolean stopping;
    private int idleTurns;

    private void stopIfNothingHappened() {
      if (++idleTurns > 20 && !stopping) {
        stopping = true;
        openAtTheEnd = memory().openSockets();
        reactor.stop();
      }
    }
  }

  private static void expectNothingLeft(Consumer<Reactor> program) {
    Watching driver = new Watching();
    driver.reactor.callWhenRunning(() -> program.accept(driver.reactor));
    driver.reactor.run();
    assertThat(driver.memory().nanoTime()).as("time passed, waiting for timers").isZero();
    assertThat(driver.openAtTheEnd).as("open sockets").isZero();
  }

  private static final class Leaving extends Protocol {
    private final Runnable afterwards;

    Leaving(Runnable afterwards) {
      this.afterwards = afterwards;
    }

    @Override
    public void connectionMade() {
      transport().loseConnection();
      afterwards.run();
    }
  }

  @Test
  void aCancelledCallIsLetGoOf() {
    expectNothingLeft(reactor -> reactor.callLater(Duration.ofDays(1), () -> {}).cancel());
  }

  @Test
  void aConnectionThatWasMadeHasNoTimeOutAnyMore() {
    expectNothingLeft(reactor -> {
      TcpPort[] port = new TcpPort[1];
      Factory factory = Factory.of(() -> new Leaving(() -> port[0].stopListening()));
      port[0] = reactor.listenTcp(0, factory, ListenOptions.LOOPBACK);
      reactor.connectTcp(port[0].getHost(), ClientFactory.of(() -> new Leaving(() -> {})));
    });
  }

  @Test
  void anAttemptThatWasRefusedIsLetGoOf() {
    expectNothingLeft(reactor ->
        reactor.connectTcp("127.0.0.1", 9, ClientFactory.of(() -> new Leaving(() -> {}))));
  }

  @Test
  void anAttemptThatWasGivenUpIsLetGoOf() {
    expectNothingLeft(reactor ->
        reactor
            .connectTcp("192.0.2.1", 9, ClientFactory.of(() -> new Leaving(() -> {})))
            .stopConnecting());
  }

  @Test
  void anAttemptWhoseHostIsUnknownIsLetGoOf() {
    expectNothingLeft(reactor ->
        reactor.connectTcp("stranger", 9, ClientFactory.of(() -> new Leaving(() -> {}))));
  }

  @Test
  void aConnectionThatItsFactoryRefusesIsLetGoOf() {
    expectNothingLeft(reactor -> {
      TcpPort port =
          reactor.listenTcp(0, Factory.of(() -> new Leaving(() -> {})), ListenOptions.LOOPBACK);
      reactor.connectTcp(port.getHost(), ClientFactory.of(NothingLeftBehindTest::throwing));
      reactor.execute(() -> reactor.execute(() -> port.stopListening()));
    });
  }

  private static Protocol throwing() {
    throw new IllegalStateException("on purpose");
  }
}
