package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop while clients are being served. */
final class DrainIT {
  private static final int CLIENTS = 100;

  /** Gives each client the half of a poem, and the rest when the client asks for it. */
  private static final String APPLICATION =
      """
      import module twine.app;
      import module twine.core;

      static final class HalfAndHalf extends Protocol {
        @Override public void connectionMade() {
          transport().write("half of a poem".getBytes());
        }

        @Override public void dataReceived(ByteBuffer data) {
          transport().write(", and the rest".getBytes());
          transport().loseConnection();
        }
      }

      Application application() {
        var application = new Application("drained");
        TcpServer.on("localhost", PORT, Factory.of(HalfAndHalf::new)).setServiceParent(application);
        return application;
      }

      void main() {}
      """;

  @TempDir private Path directory;

  @Test
  void whoIsBeingServedIsServedToTheEnd() throws Exception {
    String port = Daemon.freePort();
    Files.writeString(directory.resolve("Drained.java"), APPLICATION.replace("PORT", port));
    List<Socket> clients = new ArrayList<>();
    try (Started twined =
        Daemon.launch(directory, Map.of(), "--nodaemon", "--java", "Drained.java")) {
      twined.awaitOutput(" starting on " + port);
      for (int i = 0; i < CLIENTS; i++) {
        var client = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
        clients.add(client);
        client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Started.PATIENCE_SECONDS));
        assertThat(client.getInputStream().readNBytes(14)).asString().isEqualTo("half of a poem");
      }
      twined.signal("TERM");
      twined.awaitOutput("(Port " + port + " Closed)");
      twined.awaitOutput("waits for " + CLIENTS + " connections to end");
      assertThat(StagedServer.isFree(Integer.parseInt(port))).isTrue();
      for (Socket client : clients) {
        client.getOutputStream().write('?');
        assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo(", and the rest");
      }
      Ended ended = twined.end();
      assertThat(ended.status()).isZero();
      assertThat(ended.output()).endsWith("Server Shut Down.\n").doesNotContain("cuts");
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }
}
