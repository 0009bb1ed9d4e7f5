package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a daemon says of itself when USR1 asks: here a proxy, whose server says nothing. */
final class ActivityIT {
  @TempDir private Path directory;
  private String port;

  @BeforeEach
  void choosePort() throws IOException {
    port = Daemon.freePort();
  }

  @Test
  void tellsOfServicesPortsConnectionsAndDelayedCalls() throws Exception {
    Asked asked = ask();
    assertThat(asked.answer())
        .startsWith(
            "[-] Received SIGUSR1. Reactor[nio, RUNNING]",
            "[-] services:",
            "[-]   poetry-proxy, running",
            "[-]     TcpServer on localhost:" + port + ", running",
            "[-] ports: 1",
            "[-]   Port 127.0.0.1:" + port + " (PoetryProxy)")
        .contains("[-]   TcpTransport[127.0.0.1:" + asked.client() + ", OPEN]")
        .containsAnyOf( // accepted, but the proxy need not have heard of it
            "[-]   Connector to 127.0.0.1:" + asked.server() + " (CONNECTING)",
            "[-]   TcpTransport[127.0.0.1:" + asked.server() + ", OPEN]")
        .anyMatch(line -> line.matches("\\[-] delayed calls: [12]"))
        .anyMatch(line -> line.startsWith("[-]   DelayedCall[in "))
        .last()
        .isEqualTo("[-] waiting for Deferreds: that is known with --debug only");
  }

  @Test
  void tellsWhoWaitsForWhatAndOnWhichLineIfDebugged() throws Exception {
    List<String> answer = ask("--debug").answer();
    assertThat(answer)
        .doesNotContain("[-] waiting for Deferreds: that is known with --debug only")
        .anyMatch(line -> line.matches("\\[-]   DelayedCall\\[.*\\(Fetch\\.java:\\d+\\)]"));
    int waiter = answer.indexOf("[-]   a callback in PoetryProxy.PoetryProxyProtocol");
    assertThat(waiter).isPositive();
    assertThat(answer.get(waiter + 1))
        .matches("\t +waits for the Deferred .* PoemCache\\.getPoem\\(PoemCache\\.java:\\d+\\)");
  }

  /** What it said, without times, and the ports of those whom it served and asked. */
  private record Asked(List<String> answer, int client, int server) {}

  /** Has a client wait at a proxy, asks that what it is doing, and sees it go on. */
  private Asked ask(String... options) throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (var silent = new ServerSocket(0, 1, here);
        Started twined = proxy(silent.getLocalPort(), options)) {
      twined.awaitOutput(" starting on " + port);
      int clientPort;
      try (var client = new Socket(here, Integer.parseInt(port));
          Socket connection = silent.accept()) {
        clientPort = client.getLocalPort();
        twined.awaitOutput("Fetching poem from server.");
        twined.signal("USR1");
        twined.awaitOutput("waiting for Deferreds: ");
        connection.getOutputStream().write("It goes on.".getBytes(UTF_8));
        connection.shutdownOutput();
        assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("It goes on.");
      }
      twined.signal("TERM");
      Ended ended = twined.end();
      assertThat(ended.status()).isZero();
      assertThat(ended.errors()).isEmpty();
      return new Asked(answer(ended), clientPort, silent.getLocalPort());
    }
  }

  private Started proxy(int server, String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("--nodaemon"));
    words.addAll(List.of(options));
    words.addAll(List.of("poetry-proxy", "--port=" + port, "127.0.0.1:" + server));
    return Daemon.launch(directory, Map.of(), words.toArray(String[]::new));
  }

  /** From the signal on; only the first line of an event has a time. */
  private static List<String> answer(Ended ended) {
    return ended.lines().stream()
        .map(line -> line.startsWith("\t") ? line : Daemon.withoutTime(line))
        .dropWhile(line -> !line.contains("Received SIGUSR1"))
        .takeWhile(line -> !line.contains("Received SIGTERM"))
        .toList();
  }
}
