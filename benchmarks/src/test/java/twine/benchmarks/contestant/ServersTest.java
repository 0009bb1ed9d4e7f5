package twine.benchmarks.contestant;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import twine.benchmarks.machine.Machine;
import twine.benchmarks.servers.Work;

/** All contestants do the same work: a comparison of servers that differ in it would be a lie. */
@EnabledOnOs(OS.LINUX)
final class ServersTest {
  private static final String RESPONSE =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 55\r\n\r\n"
          + "No man is an island, entire of itself; every man is a p";
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: 127.0.0.1:10000\r\n\r\n";
  private static final String LINE = "The reactor waits, and while it waits the poems come.\n";
  private static final int CHUNK_SIZE = 64 * 1024;
  private static final int CHUNKS = 2048;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final String POEM = LINE.repeat(56).substring(0, 3003);

  @BeforeAll
  static void prepareWhatIsNotJava(@TempDir Path directory) {
    System.setProperty("benchmark.home", "");
    compile(directory, "benchmark.cServer", "cc", "-O2", "-Wall", "-Wextra", "c/epoll_server.c");
    compile(directory, "benchmark.goServer", "go", "build", "go/server.go");
  }

  private static void compile(Path directory, String property, String... compilerAndSource) {
    List<String> command = new ArrayList<>(List.of(compilerAndSource));
    if (Machine.tool(command.getFirst()).isPresent()) {
      Path source = Path.of("src", "main").resolve(command.removeLast());
      Path program = directory.resolve(property);
      command.addAll(List.of("-o", program.toString(), source.toString()));
      assertThat(Machine.output(command)).isEmpty();
      System.setProperty(property, program.toString());
    }
  }

  private static ServerProcess start(Contestant contestant, Work work) {
    Optional<String> obstacle = contestant.program().obstacle();
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElseThrow());
    return ServerProcess.start(contestant, work);
  }

  private static Socket connect(ServerProcess server) throws IOException {
    Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static String read(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), US_ASCII);
  }

  @ParameterizedTest
  @EnumSource
  void requestsAreAnswered(Contestant contestant) throws Exception {
    try (ServerProcess server = start(contestant, Work.REQUESTS)) {
      eachRequestIsAnsweredHoweverItIsCut(server);
      answersToAClientThatReadsSlowlyArriveWholeAndInOrder(server);
    }
  }

  private static void eachRequestIsAnsweredHoweverItIsCut(ServerProcess server) throws IOException {
    try (Socket socket = connect(server)) {
      OutputStream out = socket.getOutputStream();
      for (byte b : REQUEST.getBytes(US_ASCII)) {
        out.write(b);
      }
      assertThat(read(socket, RESPONSE.length())).isEqualTo(RESPONSE);
      out.write((REQUEST.repeat(2) + "GET ").getBytes(US_ASCII));
      assertThat(read(socket, 2 * RESPONSE.length())).isEqualTo(RESPONSE.repeat(2));
      out.write("/ HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
      assertThat(read(socket, RESPONSE.length())).isEqualTo(RESPONSE);
    }
  }

  /** More than 7 MB of answers: no socket buffer takes them at once. */
  private static void answersToAClientThatReadsSlowlyArriveWholeAndInOrder(ServerProcess server)
      throws Exception {
    int requests = 60_000;
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(server.address());
      byte[] all = REQUEST.repeat(requests).getBytes(US_ASCII);
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

  @ParameterizedTest
  @EnumSource
  void eachStreamIsWhole(Contestant contestant) throws IOException {
    byte[] expected = chunk();
    try (ServerProcess server = start(contestant, Work.STREAM);
        Socket socket = new Socket()) {
      socket.setReceiveBufferSize(64 * 1024);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(server.address());
      byte[] chunk = new byte[expected.length];
      for (int i = 0; i < CHUNKS; i++) {
        assertThat(socket.getInputStream().readNBytes(chunk, 0, chunk.length))
            .isEqualTo(chunk.length);
        assertThat(Arrays.equals(chunk, expected)).as("chunk %d", i).isTrue();
      }
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static byte[] chunk() {
    return LINE.repeat(CHUNK_SIZE / LINE.length() + 1).substring(0, CHUNK_SIZE).getBytes(US_ASCII);
  }

  @ParameterizedTest
  @EnumSource
  void slowClientsGetThePoemBitByBit(Contestant contestant) throws IOException {
    try (ServerProcess server = start(contestant, Work.SLOW);
        Socket first = connect(server);
        Socket second = connect(server)) {
      assertThat(read(first, 11)).isEqualTo(POEM.substring(0, 11));
      long start = System.nanoTime();
      assertThat(first.getInputStream().available()).isZero();
      first.close();
      assertThat(read(second, 22)).isEqualTo(POEM.substring(0, 22));
      assertThat(System.nanoTime() - start).isGreaterThan(400_000_000L);
    }
  }
}
