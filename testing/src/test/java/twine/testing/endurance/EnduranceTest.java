package twine.testing.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpPort;
import twine.net.error.ConnectionClosedException;
import twine.net.error.ConnectionLostException;
import twine.net.error.ConnectionRefusedException;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/** The default reactor on a real system, under conditions that are hard on it. */
final class EnduranceTest {

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void assumeLinux() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "processor time is read from /proc");
  }

  private static void assumeDescriptors(long needed) {
    long most =
        ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getMaxFileDescriptorCount();
    assumeTrue(most >= needed, "ulimit -n is " + most + "; this needs " + needed);
  }

  // ---- peers that misbehave

  @Test
  @Tag("P5.1")
  void aPeerThatNeverReadsEndsInAClearErrorAndBoundedMemory() throws Exception {
    try (Child server = Child.start(Servers.Reckless.class, List.of("-Xmx48m"))) {
      int port = server.awaitInt("port");
      for (int i = 0; i < 3; i++) { // 1 GB is written to each, in a heap of 48 MB
        try (Socket greedy = connect(port)) {
          greedy.getOutputStream().write('g');
          assertThat(server.await("lost"))
              .startsWith("127.0.0.1:" + greedy.getLocalPort() + " does not read: ")
              .contains("the limit is 16777216");
        }
      }
      try (Socket polite = connect(port)) {
        polite.getOutputStream().write('p');
        assertThat(polite.getInputStream().read()).isEqualTo('!');
      }
    }
  }

  /** Sends a part of its poem and stops the reactor when it is over. */
  private static final class Reciting extends Protocol {
    private final Reactor reactor;
    private final List<Failure> ends;

    Reciting(Reactor reactor, List<Failure> ends) {
      this.reactor = reactor;
      this.ends = ends;
    }

    @Override
    public void connectionMade() {
      transport().write(new byte[10_000_000]);
    }

    @Override
    public void connectionLost(Failure reason) {
      ends.add(reason);
      reactor.stop();
    }
  }

  @Test
  @Tag("P5.5")
  void aResetInTheMiddleLosesThatConnectionAndNamesTheReason() throws Exception {
    Reactor reactor = Reactors.create("nio");
    List<Failure> ends = new ArrayList<>();
    TcpPort port =
        reactor.listenTcp(0, Factory.of(() -> new Reciting(reactor, ends)), ListenOptions.LOOPBACK);
    Thread rude =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try (Socket socket = connect(port.getHost().port())) {
                socket.getInputStream().readNBytes(100_000);
                socket.setSoLinger(true, 0); // close with a reset
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    reactor.run();
    rude.join();
    assertThat(ends).hasSize(1);
    assertThat(ends.getFirst().value())
        .isInstanceOf(ConnectionLostException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  // ---- a server that dies

  /** Counts who has begun to download, and who has been told that it is over. */
  private static final class Downloads {
    private static final int CLIENTS = 1_000;

    private final Reactor reactor = Reactors.create("nio");
    private final Child server;
    private final int port;
    private final List<Failure> ends = new ArrayList<>();
    private final List<Failure> afterwards = new ArrayList<>();
    private int begun;

    Downloads(Child server, int port) {
      this.server = server;
      this.port = port;
    }

    void run() {
      for (int i = 0; i < CLIENTS; i++) {
        reactor.connectTcp("127.0.0.1", port, ClientFactory.of(Client::new));
      }
      reactor.run();
    }

    private final class Client extends Protocol {
      private boolean receiving;

      @Override
      public void dataReceived(ByteBuffer data) {
        if (!receiving) {
          receiving = true;
          if (++begun == CLIENTS) {
            server.kill();
          }
        }
      }

      @Override
      public void connectionLost(Failure reason) {
        ends.add(reason);
        if (ends.size() == CLIENTS) {
          reactor.connectTcp("127.0.0.1", port, new Late());
        }
      }
    }

    private final class Late extends ClientFactory {
      @Override
      public void clientConnectionFailed(Connector connector, Failure reason) {
        afterwards.add(reason);
        reactor.stop();
      }
    }
  }

  @Test
  @Tag("P11.4")
  void everyOneOfAThousandClientsHearsThatItsServerHasDied() throws Exception {
    assumeDescriptors(2_000);
    try (Child server = Child.start(Servers.Endless.class, List.of("-Xmx256m"))) {
      Downloads downloads = new Downloads(server, server.awaitInt("port"));
      downloads.run();
      assertThat(downloads.ends)
          .hasSize(Downloads.CLIENTS)
          .allMatch(end -> end.value() instanceof ConnectionClosedException);
      assertThat(downloads.afterwards).hasSize(1);
      assertThat(downloads.afterwards.getFirst().value())
          .isInstanceOf(ConnectionRefusedException.class);
    }
  }

  // ---- very many

  @Test
  @Tag("P11.4")
  void tenThousandConnectionsLiveOnOneReactorInASmallHeap() throws Exception {
    assumeDescriptors(10_500);
    try (Child server = Child.start(Servers.Echo.class, List.of("-Xmx256m"))) {
      String port = server.await("port");
      try (Child clients =
          Child.start(Servers.ManyClients.class, List.of("-Xmx256m"), port, "10000")) {
        assertThat(clients.awaitInt("answered")).isEqualTo(10_000);
        assertThat(clients.awaitInt("answered")).isEqualTo(10_000);
        for (int thousands = 1; thousands <= 10; thousands++) {
          assertThat(server.awaitInt("connected")).isEqualTo(thousands * 1000);
        }
        assertThat(server.await("connected")).isEqualTo("none");
      }
      try (Socket late = connect(Integer.parseInt(port))) {
        late.getOutputStream().write('x');
        assertThat(late.getInputStream().read()).isEqualTo('x');
      }
    }
  }

  // ---- no descriptors

  @Test
  @Tag("P11.4")
  void aServerWithoutDescriptorsRestsAndServesWhenTheyComeBack() throws Exception {
    assumeLinux();
    List<Socket> served = new ArrayList<>();
    List<Socket> waiting = new ArrayList<>();
    try (Child server =
        Child.startWithDescriptors(100, Servers.ForewarnedEcho.class, List.of("-Xmx64m"))) {
      int port = server.awaitInt("port");
      while (waiting.isEmpty()) {
        Socket next = connect(port);
        next.getOutputStream().write('x');
        (isAnswered(next) ? served : waiting).add(next);
        assertThat(served).as("those served with 100 descriptors").hasSizeLessThan(100);
      }
      assertThat(served).isNotEmpty();
      assertThat(server.cpuTicksOfAnIdleSecond()).as("ticks in a second of rest").isLessThan(10);
      served.removeFirst().close();
      assertThat(waiting.getFirst().getInputStream().read()).isEqualTo('x');
      for (Socket each : served) {
        each.getOutputStream().write('y');
        assertThat(each.getInputStream().read()).isEqualTo('y');
      }
    } finally {
      for (Socket each : served) {
        each.close();
      }
      for (Socket each : waiting) {
        each.close();
      }
    }
  }

  private static boolean isAnswered(Socket socket) throws IOException {
    socket.setSoTimeout(700); // longer than a port rests; who waits longer waits for a descriptor
    try {
      assertThat(socket.getInputStream().read()).isEqualTo('x');
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      socket.setSoTimeout(30_000);
    }
  }

  // ---- nothing to do

  @ParameterizedTest
  @ValueSource(strings = {"nio", "nio-poll"})
  @Tag("P3.2")
  void anIdleReactorUsesNoProcessorTime(String kind) throws Exception {
    assumeLinux();
    List<String> options = List.of("--add-exports", "java.base/sun.nio.ch=ALL-UNNAMED");
    try (Child idle = Child.start(Servers.Idle.class, options, kind)) {
      assertThat(idle.await("idle")).isEqualTo("now");
      assertThat(idle.cpuTicksOfAnIdleSecond()).as("hundredths of a second").isLessThan(3);
    }
  }
}
