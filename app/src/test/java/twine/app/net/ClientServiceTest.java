package twine.app.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twine.trial.Assertions.assertNoResult;
import static twine.trial.Assertions.failureResultOf;
import static twine.trial.Assertions.flushLoggedErrors;
import static twine.trial.Assertions.successResultOf;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.app.service.Application;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.error.ConnectTimedOutException;
import twine.net.error.ConnectionRefusedException;
import twine.testing.simulation.Host;
import twine.testing.simulation.Simulation;
import twine.trial.SetUp;
import twine.trial.Simulated;

/** A client that keeps its connection, in a network that does not. */
final class ClientServiceTest {
  private static final int PORT = 10_000;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Simulation sim;
  private final Host server;
  private final Host home;
  private final Application application = new Application("app");
  private final List<Talk> accepted = new ArrayList<>();

  ClientServiceTest(Simulation sim) {
    this.sim = sim;
    server = sim.host("server");
    home = sim.host("home");
  }

  /** Either end; says what it is told to, and notes what it hears. */
  private static final class Talk extends Protocol {
    final StringBuilder heard = new StringBuilder();
    @Nullable Failure lost;

    void say(String text) {
      transport().write(text.getBytes(UTF_8));
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      heard.append(UTF_8.decode(data));
    }

    @Override
    public void connectionLost(Failure reason) {
      lost = reason;
    }
  }

  @SetUp
  void give() {
    application.setReactor(home.reactor());
  }

  private void serve() {
    server.start(reactor ->
        reactor.listenTcp(
            PORT,
            Factory.of(() -> {
              accepted.add(new Talk());
              return accepted.getLast();
            })));
  }

  private ClientService<Talk> client() {
    ClientService<Talk> client = ClientService.tcp("server", PORT, Talk::new);
    client.setServiceParent(application);
    return client;
  }

  private ClientService<Talk> started() {
    ClientService<Talk> client = client();
    application.startService();
    return client;
  }

  @Simulated
  void itConnectsWhenItIsStartedAndTellsThoseWhoWait() throws Exception {
    serve();
    ClientService<Talk> client = client();
    Deferred<Talk> early = client.whenConnected();
    sim.runFor(SECOND);
    assertNoResult(early);
    application.startService();
    Deferred<Talk> soon = client.whenConnected();
    Talk talk = sim.await(early);
    assertThat(successResultOf(soon)).isSameAs(talk);
    assertThat(successResultOf(client.whenConnected())).isSameAs(talk);
    talk.say("hello");
    sim.runFor(SECOND);
    assertThat(accepted.getFirst().heard).hasToString("hello");
    sim.await(application.stopService());
    assertThat(talk.lost).isNotNull();
    assertThat(home.open()).isEmpty();
  }

  @Simulated(seeds = 20)
  void itTriesAgainUntilTheServerIsThere() throws Exception {
    ClientService<Talk> client = started();
    sim.faults().after(Duration.ofSeconds(30), this::serve);
    sim.await(client.whenConnected());
    assertThat(sim.now()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    sim.await(application.stopService());
  }

  @Simulated(seeds = 20)
  void itWaitsLongerAfterEachFailureAndNeverTooLong() {
    List<Duration> attempts = new ArrayList<>();
    var noted =
        new ClientFactory(Talk::new) {
          @Override
          public void startedConnecting(Connector connector) {
            attempts.add(sim.now());
          }
        };
    var client = ClientService.of(ClientEndpoint.tcp("server", PORT), noted);
    client.setBackoff(new Backoff(SECOND, Duration.ofSeconds(8), 2, 0.25));
    client.setServiceParent(application);
    application.startService();
    sim.runFor(Duration.ofMinutes(2));
    application.stopService();
    assertThat(attempts).hasSizeGreaterThan(12);
    for (int i = 1; i < attempts.size(); i++) {
      Duration wait = attempts.get(i).minus(attempts.get(i - 1));
      long most = Math.min(8, 1L << Math.min(i - 1, 10));
      assertThat(wait.toMillis()).isBetween(most * 750, most * 1_000 + 500); // and a round trip
    }
  }

  @Simulated
  void noTwoClientsTryAtTheSameTime() {
    List<Duration> attempts = new ArrayList<>();
    sim.hosts("client", 20)
        .forEach(host -> {
          var noted =
              new ClientFactory(Talk::new) {
                @Override
                public void startedConnecting(Connector connector) {
                  attempts.add(sim.now());
                }
              };
          var service = ClientService.of(ClientEndpoint.tcp("server", PORT), noted);
          service.setReactor(host.reactor());
          host.start(reactor -> service.startService());
        });
    sim.runFor(Duration.ofSeconds(2));
    assertThat(attempts.subList(20, attempts.size())).doesNotHaveDuplicates().isNotEmpty();
  }

  @Simulated(seeds = 20)
  void itConnectsAgainWhenTheConnectionIsLost() throws Exception {
    serve();
    ClientService<Talk> client = started();
    Talk first = sim.await(client.whenConnected());
    accepted.getFirst().transport().abortConnection();
    sim.runFor(Duration.ofMillis(200));
    assertThat(first.lost).isNotNull();
    Deferred<Talk> next = client.whenConnected();
    assertNoResult(next);
    Talk second = sim.await(next);
    assertThat(second).isNotSameAs(first);
    assertThat(sim.now()).isLessThan(Duration.ofSeconds(3));
    sim.await(application.stopService());
  }

  @Simulated(seeds = 20)
  void itSurvivesAPartition() throws Exception {
    serve();
    ClientService<Talk> client = started();
    sim.faults().partition(home, server, Duration.ZERO, Duration.ofMinutes(5));
    Talk talk = sim.await(client.whenConnected());
    assertThat(sim.now()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(8));
    talk.say("at last");
    sim.runFor(Duration.ofSeconds(10));
    assertThat(accepted.getLast().heard).hasToString("at last");
    sim.await(application.stopService());
  }

  @Simulated
  void aServerThatCrashesIsFoundAgainWhenItIsUp() throws Exception {
    serve();
    ClientService<Talk> client = started();
    Talk first = sim.await(client.whenConnected());
    server.crash();
    sim.faults().restart(server, Duration.ofSeconds(20));
    first.say("anybody there?");
    sim.runFor(Duration.ofMinutes(30));
    assertThat(first.lost).isNotNull();
    assertThat(successResultOf(client.whenConnected())).isNotSameAs(first);
    sim.await(application.stopService());
  }

  @Simulated
  void whoDoesNotWaitForEverIsToldOfTheLastFailure() throws Exception {
    ClientService<Talk> client = started();
    Deferred<Talk> patient = client.whenConnected();
    Deferred<Talk> after3 = client.whenConnected(3);
    assertThatThrownBy(() -> sim.await(client.whenConnected(1)))
        .isInstanceOf(ConnectionRefusedException.class);
    assertNoResult(after3);
    assertThatThrownBy(() -> sim.await(after3)).isInstanceOf(ConnectionRefusedException.class);
    assertNoResult(patient);
    serve();
    sim.await(patient);
    sim.await(application.stopService());
    assertThatThrownBy(() -> client.whenConnected(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Simulated
  void aBlackHoleIsAFailureToo() {
    sim.faults().isolate(server);
    ClientService<Talk> client = started();
    assertThatThrownBy(() -> sim.await(client.whenConnected(1)))
        .isInstanceOf(ConnectTimedOutException.class);
    application.stopService();
  }

  @Simulated
  void whoeverWaitsIsToldWhenItIsStopped() throws Exception {
    ClientService<Talk> client = started();
    Deferred<Talk> waiting = client.whenConnected();
    sim.runFor(Duration.ofSeconds(10));
    sim.await(application.stopService());
    failureResultOf(waiting, ClientStoppedException.class);
    assertThat(failureResultOf(client.whenConnected()).getErrorMessage())
        .isEqualTo("ClientService to server:10000 was stopped, and connects no more");
    assertThat(home.reactor().pending().isEmpty()).isTrue();
    application.startService();
    serve();
    sim.await(client.whenConnected());
    sim.await(application.stopService());
  }

  @Simulated
  void whoNoLongerWaitsIsForgotten() throws Exception {
    ClientService<Talk> client = started();
    Deferred<Talk> waiting = client.whenConnected();
    waiting.cancel();
    failureResultOf(waiting, CancelledException.class);
    serve();
    sim.await(client.whenConnected());
    sim.await(application.stopService());
  }

  @Simulated(seeds = 50)
  void itCanBeStoppedAtAnyMoment() throws Exception {
    serve();
    sim.faults().resets(0.2).refuses(0.3);
    started();
    sim.runFor(Duration.ofMillis(sim.seed() * 37));
    sim.await(application.stopService());
    sim.runFor(Duration.ofSeconds(100));
    assertThat(home.open()).isEmpty();
    assertThat(home.reactor().pending().isEmpty()).isTrue();
  }

  @Simulated
  void aStopThatGetsNowhereIsCutOff() throws Exception {
    serve();
    ClientService<Talk> client = started();
    client.setStopTimeout(SECOND);
    Talk talk = sim.await(client.whenConnected());
    Talk deaf = accepted.getFirst();
    sim.runFor(SECOND);
    deaf.transport().pauseProducing();
    talk.say("x".repeat(5_000_000));
    Duration before = sim.now();
    sim.await(application.stopService());
    assertThat(sim.now().minus(before)).isEqualTo(SECOND);
    sim.runFor(SECOND);
    assertThat(talk.lost).isNotNull();
    flushLoggedErrors();
  }

  @Simulated
  void aConnectionThatIsRefusedByItsOwnProtocolCountsAsAFailure() {
    serve();
    ClientService<Protocol> client =
        new ClientService<>(
            ClientEndpoint.tcp("server", PORT),
            () ->
                new Protocol() {
                  @Override
                  public void connectionMade() {
                    throw new IllegalStateException("not this one");
                  }
                });
    client.setServiceParent(application);
    application.startService();
    assertThatThrownBy(() -> sim.await(client.whenConnected(2)))
        .hasStackTraceContaining("not this one");
    application.stopService();
    assertThat(flushLoggedErrors(IllegalStateException.class)).hasSize(2);
  }

  @Simulated
  void aProtocolMayStopItInItsFirstCallback() throws Exception {
    serve();
    ClientService<Protocol> client =
        new ClientService<>(
            ClientEndpoint.tcp("server", PORT),
            () ->
                new Protocol() {
                  @Override
                  public void connectionMade() {
                    application.stopService();
                  }
                });
    client.setServiceParent(application);
    application.startService();
    sim.runFor(SECOND);
    assertThat(client.isRunning()).isFalse();
    assertThat(home.open()).isEmpty();
  }

  @Simulated
  void anAddressThatIsNoneIsRefusedAtOnce() {
    assertThatThrownBy(() -> ClientService.tcp("server", 0, Talk::new))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ClientService.tcp("server", 70_000, Talk::new))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
