package twine.app.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twine.trial.Assertions.assertNoResult;
import static twine.trial.Assertions.flushLoggedErrors;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import twine.app.service.Application;
import twine.defer.Deferred;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.error.ConnectionLostException;
import twine.net.error.ConnectionRefusedException;
import twine.reactor.Reactor;
import twine.task.Protocols;
import twine.testing.simulation.Host;
import twine.testing.simulation.Simulation;
import twine.trial.SetUp;
import twine.trial.Simulated;

/** What becomes of those who are being served when a server is stopped. */
@Tag("P16.3")
final class DrainTest {
  private static final int PORT = 10_000;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String LINE = "No man is an island, entire of itself.\n";

  private final Application application = new Application("app");
  private final Simulation sim;
  private final Host host;

  DrainTest(Simulation sim) {
    this.sim = sim;
    host = sim.host("server");
  }

  @SetUp
  void give() {
    application.setReactor(host.reactor());
  }

  private TcpServer serve(Supplier<Protocol> protocol) {
    TcpServer server = TcpServer.on(PORT, Factory.of(protocol));
    server.setServiceParent(application);
    application.startService();
    return server;
  }

  private Deferred<String> read(Host reader) {
    return Protocols.readAll(reader.reactor(), "server", PORT)
        .addCallback(bytes -> new String(bytes, UTF_8));
  }

  /** Says a line in every tenth of a second, so many of them. */
  private static final class Slow extends Protocol {
    private final Reactor reactor;
    private int lines;

    Slow(Reactor reactor, int lines) {
      this.reactor = reactor;
      this.lines = lines;
    }

    @Override
    public void connectionMade() {
      if (lines-- == 0) {
        transport().loseConnection();
      } else if (connected()) {
        transport().write(LINE.getBytes(StandardCharsets.UTF_8));
        reactor.callLater(SECOND.dividedBy(10), this::connectionMade);
      }
    }
  }

  @Simulated(seeds = 20)
  void aHundredWhoAreBeingServedAreServedToTheEnd() throws Exception {
    TcpServer server = serve(() -> new Slow(application.reactor(), 30));
    List<Deferred<String>> poems = sim.hosts("reader", 100).map(this::read).toList();
    sim.runFor(SECOND);
    assertThat(server.connections()).isEqualTo(100);
    Deferred<?> stopped = application.stopService();
    assertThatThrownBy(() -> sim.await(read(sim.host("late"))))
        .isInstanceOf(ConnectionRefusedException.class);
    assertNoResult(stopped);
    sim.await(stopped);
    for (Deferred<String> poem : poems) {
      assertThat(sim.await(poem)).isEqualTo(LINE.repeat(30));
    }
    assertThat(sim.now()).isBetween(SECOND.multipliedBy(3), SECOND.multipliedBy(5));
    assertThat(host.open()).isEmpty();
    assertThat(host.reactor().pending().isEmpty()).isTrue();
  }

  @Simulated
  void whoDoesNotComeToAnEndIsCutOffWhenTheTimeIsOver() throws Exception {
    TcpServer server = serve(() -> new Slow(application.reactor(), 1_000));
    server.setDrainTimeout(SECOND.multipliedBy(3));
    Deferred<String> poem = read(sim.host("reader"));
    sim.runFor(SECOND);
    sim.await(application.stopService());
    assertThat(sim.now()).isEqualTo(SECOND.multipliedBy(4));
    assertThatThrownBy(() -> sim.await(poem)).isInstanceOf(ConnectionLostException.class);
  }

  @Simulated
  void withNoTimeToDrainAllAreCutOffAtOnce() throws Exception {
    serve(Silent::new).setDrainTimeout(Duration.ZERO);
    read(sim.host("reader")).handle(lost -> {});
    sim.runFor(SECOND);
    sim.await(application.stopService());
    assertThat(sim.now()).isEqualTo(SECOND);
  }

  private static class Silent extends Protocol {}

  private static final class Polite extends Silent implements Drainable {
    @Override
    public void serverStopping() {
      transport().write("Good bye.".getBytes(UTF_8));
      transport().loseConnection();
    }
  }

  private static final class Rude extends Silent implements Drainable {
    @Override
    public void serverStopping() {
      throw new IllegalStateException("not now");
    }
  }

  @Simulated
  void aProtocolThatWouldGoOnForEverIsAskedToEnd() throws Exception {
    serve(Polite::new);
    Deferred<String> heard = read(sim.host("reader"));
    sim.runFor(SECOND);
    sim.await(application.stopService());
    assertThat(sim.await(heard)).isEqualTo("Good bye.");
    assertThat(sim.now()).isLessThan(SECOND.multipliedBy(2));
  }

  @Simulated
  void aProtocolThatThrowsWhenItIsAskedIsCutOffAlone() throws Exception {
    boolean[] rude = {true};
    serve(() -> {
      rude[0] = !rude[0];
      return rude[0] ? new Rude() : new Polite();
    });
    List<Deferred<String>> heard = sim.hosts("reader", 2).map(this::read).toList();
    sim.runFor(SECOND);
    sim.await(application.stopService());
    sim.runFor(SECOND);
    assertThat(heard.stream().filter(each -> each.outcome().isSuccess())).hasSize(1);
    heard.forEach(each -> each.handle(lost -> lost.trap(ConnectionLostException.class)));
    assertThat(flushLoggedErrors(IllegalStateException.class)).hasSize(1);
  }

  @Simulated
  void aClientThatVanishesHoldsTheStopUpOnlyUntilTheTimeIsOver() throws Exception {
    serve(Silent::new);
    Host reader = sim.host("reader");
    read(reader).handle(lost -> {});
    sim.runFor(SECOND);
    reader.crash();
    sim.await(application.stopService());
    assertThat(sim.now()).isEqualTo(SECOND.multipliedBy(11));
  }

  @Simulated
  void aParentThatHasNoPatienceCutsThemOff() throws Exception {
    TcpServer server = serve(Silent::new);
    server.setDrainTimeout(SECOND.multipliedBy(100));
    read(sim.host("reader")).handle(lost -> {});
    sim.runFor(SECOND);
    server.stopService().handle(cancelled -> {}).cancel();
    sim.runFor(SECOND);
    assertThat(host.open()).isEmpty();
    assertThat(host.reactor().pending().isEmpty()).isTrue();
    sim.await(application.stopService());
  }

  @Simulated
  void itServesAgainAfterItWasStopped() throws Exception {
    serve(() -> new Slow(application.reactor(), 1));
    for (int i = 0; i < 3; i++) {
      assertThat(sim.await(read(sim.host("reader")))).isEqualTo(LINE);
      sim.await(application.stopService());
      application.startService();
    }
    sim.await(application.stopService());
  }

  @Simulated
  void aFactoryCanBeMadeForTheReactorThatItServesOn() throws Exception {
    TcpServer.on("", PORT, reactor -> Factory.of(() -> new Slow(reactor, 2)))
        .setServiceParent(application);
    application.startService();
    assertThat(sim.await(read(sim.host("reader")))).isEqualTo(LINE.repeat(2));
    sim.await(application.stopService());
  }
}
