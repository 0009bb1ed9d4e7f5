package twine.sketches;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the guide's page about more than one core are run. */
@Timeout(120)
class MoreThanOneCoreTest {
  private static final Path PROGRAMS = Path.of("..", "docs", "guide", "more-than-one-core");
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir private Path folder;

  private static String program(String name) throws IOException {
    return Files.readString(PROGRAMS.resolve(name));
  }

  private Process start(String source) throws IOException {
    return SourceFile.start(
        folder, "Program.java", source, "--add-modules", "twine.core,jdk.unsupported");
  }

  private static void stop(Process server) throws Exception {
    SourceFile.signal(server, "TERM");
    assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isZero();
  }

  private static String fetch(int port) throws IOException {
    try (var socket = new Socket(HERE, port)) {
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void theFirstServesItsPoemUntilItIsStopped() throws Exception {
    Path poem = Files.writeString(folder.resolve("poem.txt"), "A poem.\n");
    int port;
    try (var free = new ServerSocket(0, 1, HERE)) {
      port = free.getLocalPort();
    }
    String source =
        program("ServePoem.java")
            .replace("10_000", Integer.toString(port))
            .replace("poetry/ecstasy.txt", poem.toString());
    assertThat(source).contains(Integer.toString(port)).contains(poem.toString());
    Process server = start(source);
    try {
      awaitListening(port, server);
      for (int i = 0; i < 8; i++) {
        assertThat(fetch(port)).isEqualTo("A poem.\n");
      }
      stop(server);
    } finally {
      server.destroyForcibly();
    }
  }

  /** The server, as the page has it, does not say when. */
  private static void awaitListening(int port, Process server) throws IOException {
    while (true) {
      try (var socket = new Socket(HERE, port)) {
        assertThat(socket.isConnected()).isTrue();
        return;
      } catch (IOException e) {
        if (!server.isAlive()) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void theSecondCountsWhomItsReactorsServe() throws Exception {
    Process server = start(program("CountServed.java"));
    try (BufferedReader output = server.inputReader()) {
      int port = Integer.parseInt(output.readLine().replace("port ", ""));
      for (int i = 0; i < 8; i++) {
        assertThat(fetch(port)).isEqualTo("Goodbye.\n");
      }
      stop(server);
      assertThat(output.lines()).containsExactly("8 served in all");
    } finally {
      server.destroyForcibly();
    }
  }
}
