package twine.sketches;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole server in one file, started as a reader of the README would start it. */
class EchoSketchTest {
  private static final String ECHO =
      """
      import module twine.core;

      void main() {
        Reactor reactor = Reactors.installed();
        var port = reactor.listenTcp(0, Factory.of(Echo::new), ListenOptions.LOOPBACK);
        IO.println(port.getHost().port());
        reactor.addSystemEventTrigger(
            Phase.AFTER, SystemEvent.SHUTDOWN, () -> IO.println("stopped"));
        reactor.run();
        IO.println("bye");
      }

      static final class Echo extends Protocol {
        @Override public void dataReceived(ByteBuffer data) { transport().write(data); }
      }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  @Tag("P3.10")
  @Tag("P5.7")
  void runsFromTheModulePathAndEndsCleanlyOnASignal(String signal) throws Exception {
    try (Server server = start("--add-modules", "twine.core,jdk.unsupported")) {
      assertThat(server.echo("Hello")).isEqualTo("Hello");
      server.signal(signal);
      assertThat(server.output.lines()).containsExactly("stopped", "bye");
      assertThat(server.exitStatus()).isZero();
    }
  }

  @Test
  @Tag("P3.5")
  void runsOnTheOtherReactorToo() throws Exception {
    try (Server server =
        start("--add-modules", "twine.core,jdk.unsupported", "-Dtwine.reactor=nio-poll")) {
      assertThat(server.echo("Hello")).isEqualTo("Hello");
      server.signal("INT");
      assertThat(server.exitStatus()).isZero();
    }
  }

  @Test
  void withoutTheModuleOfSignalsTheReactorStillStops() throws Exception {
    try (Server server = start("--add-modules", "twine.core", "--limit-modules", LIMITED)) {
      assertThat(server.echo("Hello")).isEqualTo("Hello");
      server.signal("TERM");
      assertThat(server.output.readLine())
          .isEqualTo("stopped"); // what follows run() may be cut off
      assertThat(server.exitStatus()).isEqualTo(128 + 15); // the JVM's own, as documented
    }
  }

  /** Enough for the source launcher, and not {@code jdk.unsupported}. */
  private static final String LIMITED = "java.base,jdk.compiler,twine.core";

  private Server start(String... options) throws IOException {
    Process process = SourceFile.start(folder, "Echo.java", ECHO, options);
    return new Server(process, process.inputReader());
  }

  private record Server(Process process, BufferedReader output) implements AutoCloseable {

    private String echo(String text) throws IOException {
      int port = Integer.parseInt(output.readLine());
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        byte[] answer = socket.getInputStream().readNBytes(text.length());
        return new String(answer, StandardCharsets.UTF_8);
      }
    }

    private void signal(String name) throws IOException, InterruptedException {
      SourceFile.signal(process, name);
    }

    private int exitStatus() throws InterruptedException {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
