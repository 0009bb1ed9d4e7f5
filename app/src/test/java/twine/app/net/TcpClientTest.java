package twine.app.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twine.trial.Assertions.successResultOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import twine.app.service.Application;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.ReconnectingClientFactory;
import twine.net.error.ConnectionDoneException;
import twine.net.error.UserAbortedException;
import twine.testing.simulation.Host;
import twine.testing.simulation.Simulation;
import twine.trial.SetUp;
import twine.trial.Simulated;

/** A client that connects when it is started. */
@Tag("P16.3")
final class TcpClientTest {
  private static final int PORT = 10_000;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Application application = new Application("app");
  private final List<String> events = new ArrayList<>();
  private final Simulation sim;
  private final Host home;
  private final Host server;

  TcpClientTest(Simulation sim) {
    this.sim = sim;
    home = sim.host("home");
    server = sim.host("server");
  }

  @SetUp
  void give() {
    application.setReactor(home.reactor());
  }

  private void serve() {
    server.start(reactor -> reactor.listenTcp(PORT, Factory.of(Quiet::new)));
  }

  private static final class Quiet extends Protocol {}

  private final class Noted extends Protocol {
    @Override
    public void connectionMade() {
      events.add("made");
    }

    @Override
    public void connectionLost(Failure reason) {
      events.add("lost: " + reason.value().getClass().getSimpleName());
    }
  }

  private TcpClient start(ClientFactory factory) {
    TcpClient client = TcpClient.to("server", PORT, factory);
    client.setServiceParent(application);
    application.startService();
    return client;
  }

  @Simulated
  void itConnectsWhenItIsStartedAndDisconnectsWhenItIsStopped() throws Exception {
    serve();
    TcpClient client = TcpClient.to("server", PORT, ClientFactory.of(Noted::new));
    client.setServiceParent(application);
    sim.runFor(SECOND);
    assertThat(events).isEmpty();
    application.startService();
    sim.runFor(SECOND);
    sim.await(application.stopService());
    assertThat(events)
        .containsExactly("made", "lost: " + ConnectionDoneException.class.getSimpleName());
    assertThat(home.open()).isEmpty();
    assertThat(client).hasToString("TcpClient to server:10000");
  }

  @Simulated
  void anAttemptThatIsUnderWayIsGivenUp() throws Exception {
    List<Throwable> reasons = new ArrayList<>();
    sim.faults().isolate(server);
    start(
        new ClientFactory(Noted::new) {
          @Override
          public void clientConnectionFailed(Connector connector, Failure reason) {
            reasons.add(reason.value());
          }
        });
    sim.runFor(SECOND);
    sim.await(application.stopService());
    assertThat(sim.now()).isEqualTo(SECOND);
    assertThat(reasons).singleElement().isInstanceOf(UserAbortedException.class);
    assertThat(home.reactor().pending().isEmpty()).isTrue();
  }

  @Simulated
  void whatIsOverAlreadyIsStoppedAtOnce() {
    TcpClient client = start(ClientFactory.of(Noted::new)); // nobody listens
    sim.runFor(SECOND);
    successResultOf(client.stopService());
    successResultOf(client.stopService());
  }

  @Simulated(seeds = 20)
  void aReconnectingFactoryIsToldToStopAndMayStartAgain() throws Exception {
    serve();
    start(
        new ReconnectingClientFactory(home.reactor(), home.reactor().random(), () -> new Noted()));
    sim.runFor(Duration.ofMillis(sim.seed() * 50));
    sim.await(application.stopService());
    sim.runFor(SECOND.multipliedBy(20));
    assertThat(home.open()).isEmpty();
    assertThat(home.reactor().pending().isEmpty()).isTrue();
    events.clear();
    application.startService();
    sim.runFor(SECOND.multipliedBy(5));
    assertThat(events).containsExactly("made");
    sim.await(application.stopService());
  }

  @Simulated
  void aWaitForTheNextAttemptIsEnded() throws Exception {
    start(
        new ReconnectingClientFactory(home.reactor(), home.reactor().random(), () -> new Noted()));
    sim.runFor(SECOND);
    assertThat(home.reactor().pending().delayedCalls()).isNotEmpty();
    sim.await(application.stopService());
    assertThat(home.reactor().pending().isEmpty()).isTrue();
  }

  @Simulated
  void aPortThatIsNoneIsRefusedAtOnce() {
    assertThatThrownBy(() -> TcpClient.to("server", 0, ClientFactory.of(Noted::new)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
