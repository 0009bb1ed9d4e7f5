package twine.reactor.group;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/** The ports that the reactors of a group share, by a socket for each or by accepting in turn. */
@Timeout(60)
@ParameterizedClass
@ValueSource(booleans = {false, true})
final class GroupPortTest {
  private final boolean inTurn;
  private final ReactorGroup group = ReactorGroup.create(2);
  private final List<Socket> clients = new ArrayList<>();

  GroupPortTest(boolean inTurn) {
    this.inTurn = inTurn;
    group.setInTurn(inTurn);
  }

  @AfterEach
  void closeClients() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }

  /** Says on which thread it is served, and gives back what it gets. */
  private static final class Echo extends Protocol {
    @Override
    public void connectionMade() {
      transport().write((Thread.currentThread().getName() + "\n").getBytes(UTF_8));
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      transport().write(data);
    }
  }

  private static Factory echo(Reactor reactor) {
    return Factory.of(Echo::new);
  }

  private GroupPort listen() {
    return group.listenTcp(0, GroupPortTest::echo, ListenOptions.LOOPBACK);
  }

  private static void await(CompletionStage<?> stage) throws Exception {
    stage.toCompletableFuture().get();
  }

  private Socket connect(TcpAddress server) throws IOException {
    var client = new Socket(server.host(), server.port());
    clients.add(client);
    return client;
  }

  private static String line(Socket client) throws IOException {
    var line = new StringBuilder();
    for (int next = client.getInputStream().read();
        next >= 0 && next != '\n';
        next = client.getInputStream().read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  /** How many of so many connections each thread serves. */
  private Map<String, Integer> served(TcpAddress server, int connections) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < connections; i++) {
      counts.merge(line(connect(server)), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void connectionsAreSpreadOverItsThreads() throws Exception {
    GroupPort port = listen();
    await(group.start());
    Map<String, Integer> served = served(port.getHost(), 64);
    assertThat(served).containsOnlyKeys("twine-reactor-1", "twine-reactor-2");
    if (inTurn) {
      assertThat(served).containsValues(32, 32);
    }
    await(group.stop());
  }

  @Test
  void aConnectionStaysWhereItIs() throws Exception {
    GroupPort port = listen();
    await(group.start());
    for (int i = 0; i < 10; i++) {
      Socket client = connect(port.getHost());
      line(client);
      for (String word : List.of("one\n", "two\n")) {
        client.getOutputStream().write(word.getBytes(UTF_8));
        assertThat(line(client) + "\n").isEqualTo(word);
      }
    }
    await(group.stop());
  }

  @Test
  void eachReactorHasAFactory() throws Exception {
    Queue<Reactor> asked = new ConcurrentLinkedQueue<>();
    group.listenTcp(
        0,
        reactor -> {
          assertThat(Reactors.installed()).isSameAs(reactor);
          asked.add(reactor);
          return echo(reactor);
        },
        ListenOptions.LOOPBACK);
    assertThat(asked).containsExactlyElementsOf(group.reactors());
    group.each(Reactor::stop);
    group.run();
  }

  @Test
  void aPortThatTheSystemChoosesIsOneForAll() throws Exception {
    GroupPort first = listen();
    GroupPort second = listen();
    assertThat(first.getHost().port()).isPositive().isNotEqualTo(second.getHost().port());
    await(group.start());
    assertThat(served(first.getHost(), 64)).hasSize(2);
    assertThat(served(second.getHost(), 64)).hasSize(2);
    await(group.stop());
  }

  @Test
  void codeThatListensByItselfSharesThePort() throws Exception {
    Queue<TcpPort> ports = new ConcurrentLinkedQueue<>();
    group.each(reactor -> ports.add(reactor.listenTcp(0, echo(reactor), ListenOptions.LOOPBACK)));
    await(group.start());
    assertThat(ports).hasSize(2);
    assertThat(ports.stream().map(TcpPort::getHost).distinct()).hasSize(1);
    assertThat(served(ports.element().getHost(), 64)).hasSize(2);
    await(group.stop());
  }

  @Test
  void aPortOfLaterIsSharedByItsNumberOnly() throws Exception {
    await(group.start());
    Queue<TcpPort> ports = new ConcurrentLinkedQueue<>();
    var done = new CountDownLatch(2);
    group.each(reactor -> {
      ports.add(reactor.listenTcp(0, echo(reactor), ListenOptions.LOOPBACK));
      done.countDown();
    });
    done.await();
    assertThat(ports.stream().map(TcpPort::getHost).distinct()).hasSize(2);

    int number = freePort();
    var again = new CountDownLatch(2);
    group.each(reactor -> {
      reactor.listenTcp(number, echo(reactor), ListenOptions.LOOPBACK);
      again.countDown();
    });
    again.await();
    assertThat(served(new TcpAddress("127.0.0.1", number), 64)).hasSize(2);
    await(group.stop());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void stopListeningFreesThePortAndLeavesConnectionsAlone() throws Exception {
    GroupPort port = listen();
    await(group.start());
    Socket client = connect(port.getHost());
    line(client);
    await(port.stopListening());
    assertThat(isFree(port.getHost().port())).isTrue();
    client.getOutputStream().write("still there\n".getBytes(UTF_8));
    assertThat(line(client)).isEqualTo("still there");
    await(port.stopListening());
    await(group.stop());
    await(port.stopListening());
  }

  @Test
  void stopListeningBeforeItRunsFreesThePort() throws Exception {
    GroupPort port = listen();
    await(port.stopListening());
    assertThat(isFree(port.getHost().port())).isTrue();
    group.each(Reactor::stop);
    group.run();
  }

  @Test
  void theEndOfTheGroupFreesThePort() throws Exception {
    GroupPort port = listen();
    await(group.start());
    served(port.getHost(), 4);
    await(group.stop());
    assertThat(isFree(port.getHost().port())).isTrue();
  }

  @Test
  void whoGoesOnListeningGetsAllAndWhoComesBackItsPart() throws Exception {
    GroupPort port = listen();
    await(group.start());
    Reactor first = group.reactors().getFirst();
    TcpPort ofFirst =
        first.blockingCallFromThread(() -> (TcpPort) first.pending().ports().getFirst());
    first.blockingAsyncCallFromThread(ofFirst::stopListening);
    assertThat(served(port.getHost(), 64)).containsOnlyKeys("twine-reactor-2");
    first.blockingCallFromThread(() -> {
      ofFirst.startListening();
      return true;
    });
    assertThat(served(port.getHost(), 64)).containsOnlyKeys("twine-reactor-1", "twine-reactor-2");
    await(group.stop());
  }

  @Test
  void aReactorThatIsBusyHoldsUpOnlyItsOwn() throws Exception {
    GroupPort port = listen();
    await(group.start());
    var busy = new CompletableFuture<String>();
    var held = new CountDownLatch(1);
    group
        .reactors()
        .get(1)
        .callFromThread(() -> {
          busy.complete("busy");
          try {
            held.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    busy.get();
    for (int i = 0; i < 64; i++) {
      connect(port.getHost());
    }
    // Of so many, the first one gets some; whoever is the other's waits, and is served in the end.
    held.countDown();
    Map<String, Integer> counts = new TreeMap<>();
    for (Socket client : clients) {
      counts.merge(line(client), 1, Integer::sum);
    }
    assertThat(counts).hasSize(2);
    await(group.stop());
  }
}
