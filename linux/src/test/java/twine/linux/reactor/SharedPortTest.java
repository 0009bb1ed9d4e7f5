package twine.linux.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.reactor.ListenOptions;
import twine.reactor.group.GroupPort;
import twine.reactor.group.ReactorGroup;

/** Reactors of one kind that share a port. */
@Timeout(60)
final class SharedPortTest {

  /** Says on which thread it is served. */
  private static final class Name extends Protocol {
    @Override
    public void connectionMade() {
      transport().write(Thread.currentThread().getName().getBytes(UTF_8));
      transport().loseConnection();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "select"})
  void connectionsAreSpreadOverTheReactorsOfAGroup(String kind) throws Exception {
    ReactorGroup group = ReactorGroup.create(2, kind);
    GroupPort port = group.listenTcp(0, reactor -> Factory.of(Name::new), ListenOptions.LOOPBACK);
    group.start().toCompletableFuture().get();
    assertThat(served(port.getHost())).containsOnlyKeys("twine-reactor-1", "twine-reactor-2");
    group.stop().toCompletableFuture().get();
  }

  /** How many of 64 connections each thread has served. */
  private static Map<String, Integer> served(TcpAddress server) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < 64; i++) {
      try (var client = new Socket(server.host(), server.port())) {
        counts.merge(new String(client.getInputStream().readAllBytes(), UTF_8), 1, Integer::sum);
      }
    }
    return counts;
  }
}
