package twine.benchmarks.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import twine.benchmarks.compare.Scenario.Work;

/** All contestants do the same work: a comparison of servers that differ in it would be a lie. */
@EnabledOnOs(OS.LINUX)
final class ServersTest {
  private static final String RESPONSE =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 55\r\n\r\n"
          + "No man is an island, entire of itself; every man is a p";
  private static final String LINE = "The reactor waits, and while it waits the poems come.\n";
  private static final String POEM = LINE.repeat(56).substring(0, 3003);

  @BeforeAll
  static void buildTheServerInC(@TempDir Path directory) {
    if (Machine.tool("cc").isPresent()) {
      Path source = Path.of("src", "main", "c", "epoll_server.c");
      Path program = directory.resolve("epoll_server");
      String said =
          Machine.output(
              List.of(
                  "cc", "-O2", "-Wall", "-Wextra", "-o", program.toString(), source.toString()));
      assertThat(said).isEmpty();
      System.setProperty("benchmark.cServer", program.toString());
    }
  }

  private static ServerProcess start(Contestant contestant, Work work) {
    assumeTrue(contestant.obstacle().isEmpty());
    return ServerProcess.start(contestant, work);
  }

  private static Socket connect(ServerProcess server) throws IOException {
    Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static String read(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), US_ASCII);
  }

  @ParameterizedTest
  @EnumSource
  void eachRequestIsAnsweredHoweverItIsCut(Contestant contestant) throws IOException {
    try (ServerProcess server = start(contestant, Work.REQUESTS);
        Socket socket = connect(server)) {
      OutputStream out = socket.getOutputStream();
      for (byte b : RequestLoad.REQUEST.getBytes(US_ASCII)) {
        out.write(b);
      }
      assertThat(read(socket, RESPONSE.length())).isEqualTo(RESPONSE);
      out.write((RequestLoad.REQUEST.repeat(2) + "GET ").getBytes(US_ASCII));
      assertThat(read(socket, 2 * RESPONSE.length())).isEqualTo(RESPONSE.repeat(2));
      out.write("/ HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
      assertThat(read(socket, RESPONSE.length())).isEqualTo(RESPONSE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersToAClientThatReadsSlowlyArriveWholeAndInOrder(Contestant contestant)
      throws Exception {
    int requests = 60_000; // more than 7 MB of answers: no socket buffer takes them at once
    try (ServerProcess server = start(contestant, Work.REQUESTS);
        Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(server.address());
      byte[] all = RequestLoad.REQUEST.repeat(requests).getBytes(US_ASCII);
      Thread writer = Thread.ofVirtual().start(() -> write(socket, all));
      for (int i = 0; i < requests; i++) {
        assertThat(read(socket, RESPONSE.length())).isEqualTo(RESPONSE);
      }
      writer.join();
    }
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new AssertionError("the server closed the connection", e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theWholePoemIsSentAndTheConnectionClosed(Contestant contestant) throws IOException {
    try (ServerProcess server = start(contestant, Work.POEM);
        Socket socket = connect(server)) {
      assertThat(read(socket, Integer.MAX_VALUE)).isEqualTo(POEM);
    }
  }

  @Test
  @Timeout(60)
  void theToolsOwnLoadsCountAnswers() {
    try (ServerProcess server = start(Contestant.NIO, Work.REQUESTS)) {
      CpuTime before = server.cpuTime();
      long answers = runUntilAnswered(new RequestLoad(4, 3), server);
      assertThat(answers % 3).isZero();
      assertThat(server.cpuTime().since(before).runNanos()).isPositive();
    }
    try (ServerProcess server = start(Contestant.NIO, Work.POEM)) {
      assertThat(runUntilAnswered(new PoemLoad(4), server)).isPositive();
    }
  }

  // On a busy machine a short run may end before the first answer; the next one will not.
  private static long runUntilAnswered(Load load, ServerProcess server) {
    long answers;
    do {
      answers = load.run(server.address(), Duration.ofMillis(100));
    } while (answers == 0);
    return answers;
  }
}
