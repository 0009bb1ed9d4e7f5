package twine.reactor.group;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;

/** One reactor that accepts for all: what happens while others, or it itself, do not keep up. */
@Timeout(60)
final class AcceptingInTurnTest {
  private static final int ROOM = 3;
  private static final ListenOptions OPTIONS = ListenOptions.LOOPBACK.withBacklog(ROOM);

  private final ReactorGroup group = ReactorGroup.create(2);
  private final Reactor first = group.reactors().getFirst();
  private final Reactor second = group.reactors().get(1);
  private final List<Socket> clients = new ArrayList<>();
  private GroupPort port;

  /** Says on which thread it is served. */
  private static final class WhoAmI extends Protocol {
    @Override
    public void connectionMade() {
      transport().write((Thread.currentThread().getName() + "\n").getBytes(UTF_8));
    }
  }

  /** Keeps a reactor from doing anything until it is opened. */
  private static final class Gate implements AutoCloseable {
    private final CountDownLatch open = new CountDownLatch(1);

    Gate(Reactor reactor) throws InterruptedException {
      var entered = new CountDownLatch(1);
      reactor.callFromThread(() -> {
        entered.countDown();
        try {
          open.await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      });
      entered.await();
    }

    @Override
    public void close() {
      open.countDown();
    }
  }

  private void start() throws Exception {
    group.setInTurn(true);
    port = group.listenTcp(0, reactor -> Factory.of(WhoAmI::new), OPTIONS);
    group.start().toCompletableFuture().get();
  }

  private Socket connect() throws IOException {
    var client = new Socket(port.getHost().host(), port.getHost().port());
    clients.add(client);
    return client;
  }

  private static String server(Socket client) throws IOException {
    return new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8)).readLine();
  }

  @AfterEach
  void stop() throws Exception {
    group.stop().toCompletableFuture().get();
    for (Socket client : clients) {
      client.close();
    }
  }

  @Test
  void whoDoesNotKeepUpGetsNoMoreThanItsBacklog() throws Exception {
    start();
    try (var _ = new Gate(second)) {
      for (int i = 0; i < 2 * ROOM; i++) {
        Socket client = connect();
        if (i % 2 == 0) {
          assertThat(server(client)).isEqualTo("twine-reactor-1");
        }
      }
      for (int i = 0; i < 5; i++) {
        assertThat(server(connect())).isEqualTo("twine-reactor-1");
      }
    }
    for (int i = 1; i < 2 * ROOM; i += 2) {
      assertThat(server(clients.get(i))).isEqualTo("twine-reactor-2");
    }
  }

  @Test
  void whenAllAreFullConnectionsWaitAndAreServedInTheEnd() throws Exception {
    start();
    List<Socket> waiting = new ArrayList<>();
    try (var _ = new Gate(second)) {
      for (int i = 0; i < 2 * ROOM; i++) {
        Socket client = connect();
        if (i % 2 == 0) {
          server(client); // the one after it is the second one's turn
        }
      }
      try (var _ = new Gate(first)) {
        for (int i = 0; i < ROOM + 1; i++) {
          waiting.add(connect());
        }
      }
      for (Socket client : waiting) {
        assertThat(server(client)).isEqualTo("twine-reactor-1");
      }
    }
  }

  @Test
  void whatWasHandedToOneThatStopsListeningGoesToAnother() throws Exception {
    start();
    TcpPort ofSecond =
        second.blockingCallFromThread(() -> (TcpPort) second.pending().ports().getFirst());
    var stopped = new CountDownLatch(1);
    try (var _ = new Gate(second)) {
      // Asked for before anything is handed to it, so done before it is told.
      second.callFromThread(() -> ofSecond.stopListening().onBoth(stopped::countDown));
      for (int i = 0; i < 2 * ROOM; i++) {
        Socket client = connect();
        if (i % 2 == 0) {
          server(client);
        }
      }
    }
    stopped.await();
    for (int i = 1; i < 2 * ROOM; i += 2) {
      assertThat(server(clients.get(i))).isEqualTo("twine-reactor-1");
    }
  }

  @Test
  void theOneThatAcceptsGoesOnForTheOthersWhenItListensNoMore() throws Exception {
    start();
    TcpPort ofFirst =
        first.blockingCallFromThread(() -> (TcpPort) first.pending().ports().getFirst());
    first.blockingAsyncCallFromThread(ofFirst::stopListening);
    for (int i = 0; i < 2 * ROOM; i++) {
      assertThat(server(connect())).isEqualTo("twine-reactor-2");
    }
  }
}
