package twine.sketches;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's programs, taken from it and run; only their port numbers are exchanged. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final String MODULES = "twine.core,jdk.unsupported";
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir private Path folder;

  @Test
  void theServerEchoes() throws Exception {
    int port = freePort();
    String source = programs().getFirst().replace("8000", Integer.toString(port));
    Process server = SourceFile.start(folder, "Echo.java", source, "--add-modules", MODULES);
    try (Socket socket = connect(port, server)) {
      socket.getOutputStream().write("Hello".getBytes(StandardCharsets.UTF_8));
      assertThat(socket.getInputStream().readNBytes(5)).asString().isEqualTo("Hello");
      SourceFile.signal(server, "TERM");
      assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isZero();
    } finally {
      server.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theClientsPrintThePoem(int number) throws Exception {
    try (ServerSocket poet = new ServerSocket(0, 1, HERE)) {
      String source =
          programs().get(number).replace("10_000", Integer.toString(poet.getLocalPort()));
      Process client = SourceFile.start(folder, "Get.java", source, "--add-modules", MODULES);
      try (Socket socket = poet.accept()) {
        socket.getOutputStream().write("A poem.\n".getBytes(StandardCharsets.UTF_8));
      }
      assertThat(client.inputReader().readLine()).isEqualTo("A poem.");
      assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(client.exitValue()).isZero();
    }
  }

  private static List<String> programs() throws IOException {
    return PROGRAM
        .matcher(Files.readString(README))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
      return socket.getLocalPort();
    }
  }

  /** Connects as soon as somebody listens; the server, as the README has it, does not say when. */
  private static Socket connect(int port, Process server) throws IOException {
    while (true) {
      try {
        return new Socket(HERE, port);
      } catch (IOException e) {
        assertThat(server.isAlive()).isTrue();
        Thread.onSpinWait();
      }
    }
  }
}
