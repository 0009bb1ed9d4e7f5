package twine.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.Deferred;
import twine.net.ClientFactory;
import twine.net.Protocol;
import twine.net.ServerFactory;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.testing.LoggedErrors;
import twine.testing.simulation.Simulation;

/** Lines carry whom the reactor is serving, without the program's saying so. */
@Tag("P16.5")
final class SystemTest {
  private final List<LogEvent> events = new ArrayList<>();
  private final LogObserver observer = events::add;

  @AfterEach
  void removeObserver() {
    Log.removeObserver(observer);
  }

  private static final class PoetryProtocol extends Protocol {
    @Override
    public void connectionMade() {
      Log.msg("sending poetry");
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      Log.msg("asked");
      throw new IllegalStateException("no poem");
    }
  }

  private static final class PoetryFactory extends ServerFactory {
    PoetryFactory() {
      super(PoetryProtocol::new);
    }
  }

  private static final class PoetryClient extends Protocol {
    @Override
    public void connectionMade() {
      Log.msg("asking");
      transport().write(new byte[1]);
    }
  }

  @Test
  void aSimulatedConversationIsLoggedOnBehalfOfBothSidesAndInSimulatedTime() {
    Reactor reactor = new Simulation(16).reactor();
    Log.addObserver(observer);
    try (var errors = LoggedErrors.ofTwine()) {
      var port = reactor.listenTcp(0, new PoetryFactory(), ListenOptions.LOOPBACK);
      reactor.callWhenRunning(() -> {
        Log.msg("begun");
        reactor.connectTcp(port.getHost(), ClientFactory.of(PoetryClient::new));
      });
      reactor.callLater(
          Duration.ofHours(1),
          () -> {
            Log.msg("over");
            reactor.stop();
          });
      reactor.run();
      errors.expect("dataReceived threw");
    }
    assertThat(events)
        .filteredOn(event -> event.logger().equals("twine.log"))
        .extracting(event -> "[" + event.system() + "] " + event.message())
        .contains("[-] begun", "[PoetryClient,client] asking", "[PoetryFactory] sending poetry")
        .contains("[PoetryProtocol,0,127.0.0.1] asked", "[-] over");
    Instant first = events.getFirst().time();
    assertThat(events)
        .filteredOn(event -> event.message().equals("over"))
        .allMatch(event -> Duration.between(first, event.time()).equals(Duration.ofHours(1)));
  }

  @Test
  void theEnginesOwnErrorsAreToldOnBehalfOfWhomTheyConcern() {
    Reactor reactor = new Simulation(16).reactor();
    Log.addObserver(observer);
    var port = reactor.listenTcp(0, new PoetryFactory(), ListenOptions.LOOPBACK);
    reactor.connectTcp(port.getHost(), ClientFactory.of(PoetryClient::new));
    reactor.callLater(
        Duration.ofHours(1),
        () -> {
          Deferred.fail(new IllegalStateException("nobody cares"));
          reactor.stop();
        });
    reactor.run();
    assertThat(events)
        .filteredOn(event -> event.failure() != null)
        .extracting(event -> event.system() + " " + event.failure().value().getMessage())
        .containsExactly("PoetryProtocol,0,127.0.0.1 no poem", "- nobody cares");
  }
}
