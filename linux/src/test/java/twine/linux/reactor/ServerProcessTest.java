package twine.linux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/** What a server's process is given, and what it runs out of. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class ServerProcessTest {
  private static Child start(List<String> prefix, Class<?> main, String... arguments)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", main.getName()));
    words.addAll(List.of(arguments));
    return Child.start(prefix, words.toArray(String[]::new));
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    return socket;
  }

  // ---- sockets from systemd

  /**
   * Plays systemd's part: opens a file and two ports as descriptors 3 to 5, says which ports, and
   * becomes a program that is told the second.
   */
  private static final String SYSTEMD =
      """
      use Socket; use POSIX ();
      $| = 1;
      open($file, "<", "/dev/null") or die $!;
      POSIX::dup2(fileno($file), 13) or die $!;
      for my $i (0 .. 1) {
        socket($socket[$i], PF_INET, SOCK_STREAM, 0) or die $!;
        bind($socket[$i], sockaddr_in(0, INADDR_LOOPBACK)) or die $!;
        listen($socket[$i], 100) or die $!;
        $port[$i] = (sockaddr_in(getsockname($socket[$i])))[0];
        POSIX::dup2(fileno($socket[$i]), 14 + $i) or die $!;
      }
      POSIX::dup2(10 + $_, $_) or die $! for 3 .. 5;
      $ENV{LISTEN_FDS} = 3;
      $ENV{LISTEN_PID} = $$ + $ENV{ERROR};
      print "$port[1]\n";
      exec(@ARGV, $port[1]) or die $!;
      """;

  /** Serves two clients on a port, which it stops and starts in between. */
  static final class Serving {
    public static void main(String[] arguments) {
      Reactor reactor = Reactors.create(arguments[0]);
      TcpPort[] port = new TcpPort[1];
      Factory factory = Factory.of(() -> new Greeting(reactor, port));
      port[0] = reactor.listenTcp(Integer.parseInt(arguments[1]), factory);
      System.out.println("listening on " + port[0].getHost());
      reactor.run();
      System.out.println("stopped");
    }

    private static final class Greeting extends Protocol {
      private static int served;

      private final Reactor reactor;
      private final TcpPort[] port;

      Greeting(Reactor reactor, TcpPort[] port) {
        this.reactor = reactor;
        this.port = port;
      }

      @Override
      public void connectionMade() {
        transport().write(new byte[] {'h', 'i'});
        transport().loseConnection();
      }

      @Override
      public void connectionLost(Failure reason) {
        if (++served == 2) {
          reactor.stop();
        } else {
          port[0].stopListening().onResult(ignored -> port[0].startListening());
        }
      }
    }
  }

  private static Child activated(String name, int error) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "there is no perl");
    List<String> systemd = List.of("env", "ERROR=" + error, "perl", "-e", SYSTEMD);
    return start(systemd, Serving.class, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "select"})
  void ofSeveralSocketsThatSystemdHasOpenedTheOneOfThePortIsServed(String name) throws IOException {
    try (Child child = activated(name, 0)) {
      int port = Integer.parseInt(child.line());
      assertThat(child.line()).isEqualTo("listening on 127.0.0.1:" + port);
      for (int i = 0; i < 2; i++) {
        try (Socket client = connect(port)) {
          assertThat(client.getInputStream().readAllBytes()).containsExactly('h', 'i');
        }
      }
      assertThat(child.lines()).containsExactly("stopped");
    }
  }

  @Test
  void socketsForAnotherProcessAreLeftAlone() throws IOException {
    try (Child child = activated("epoll", 1)) {
      assertThat(child.line()).matches("\\d+");
      assertThat(String.join("\n", child.lines())).contains("Address already in use");
    }
  }

  // ---- descriptors

  /** Sends back what it gets, after it has met an error of the system. */
  static final class Echo {
    public static void main(String[] arguments) {
      Reactor reactor = Reactors.create("epoll");
      TcpPort dead = reactor.listenTcp(0, Factory.of(Echoing::new), ListenOptions.LOOPBACK);
      // When there is no descriptor left, no class can be read from a directory any more. From the
      // jar of an installed program it could, but that is not what is to be shown here.
      reactor.callWhenRunning(() ->
          dead.stopListening()
              .onResult(ignored -> reactor.connectTcp(dead.getHost(), new Refused(reactor))));
      reactor.run();
    }

    private static final class Refused extends ClientFactory {
      private final Reactor reactor;

      Refused(Reactor reactor) {
        this.reactor = reactor;
      }

      @Override
      public void clientConnectionFailed(Connector connector, Failure reason) {
        TcpPort port = reactor.listenTcp(0, Factory.of(Echoing::new), ListenOptions.LOOPBACK);
        System.out.println(port.getHost().port());
      }
    }

    private static final class Echoing extends Protocol {
      @Override
      public void dataReceived(ByteBuffer data) {
        transport().write(data);
      }
    }
  }

  @Test
  @Tag("P11.4")
  void aServerWithoutDescriptorsRestsAndServesWhenTheyComeBack() throws IOException {
    List<String> few = List.of("bash", "-c", "ulimit -n 80 && exec \"$@\"", "bash");
    List<Socket> served = new ArrayList<>();
    List<Socket> waiting = new ArrayList<>();
    try (Child server = start(few, Echo.class)) {
      int port = Integer.parseInt(server.line());
      while (waiting.isEmpty()) {
        Socket next = connect(port);
        next.getOutputStream().write('x');
        (isAnswered(next) ? served : waiting).add(next);
        assertThat(served).as("those served with 80 descriptors").hasSizeLessThan(80);
      }
      served.removeFirst().close();
      assertThat(waiting.getFirst().getInputStream().read()).isEqualTo('x');
      for (Socket each : served) {
        each.getOutputStream().write('y');
        assertThat(each.getInputStream().read()).isEqualTo('y');
      }
    } finally {
      served.addAll(waiting);
      for (Socket each : served) {
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
}
