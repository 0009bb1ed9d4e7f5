package twine.poetry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.net.TcpAddress;
import twine.poetry.StagedServer.Client;

/** The proxy together with a transform server (Part 14, exercise 4). */
@Tag("P14.8")
final class TransformingProxyIT {
  private static final String POEM = "Shall I compare Thee?\n";
  private static final String TRANSFORMED = "shall i compare thee?\n";

  @Test
  void thePoemIsKeptAsItWasTransformed() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started transforms = Started.start("transform-server");
        Started proxy =
            start(
                server,
                "--transform",
                "cummingsify",
                "--via",
                transforms.awaitServing().toString())) {
      TcpAddress address = proxy.awaitServing();
      try (Socket client = connect(address)) {
        serve(server.accept());
        assertThat(read(client)).isEqualTo(TRANSFORMED);
      }
      server.close(); // so that nobody could fetch it again,
      transforms.close(); // nor have it transformed
      try (Socket client = connect(address)) {
        assertThat(read(client)).isEqualTo(TRANSFORMED);
      }
      Ended ended = terminate(proxy);
      assertThat(ended.lines())
          .endsWith("Fetching poem from server.", "Using cached poem.")
          .hasSize(3);
      assertThat(ended.errors()).isEmpty();
    }
  }

  @Test
  void aPoemThatCannotBeTransformedIsAFailureAndTheNextHasItTriedAgain() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started transforms = Started.start("transform-server")) {
      TcpAddress via = transforms.awaitServing();
      try (Started proxy = start(server, "--transform", "getClass", "--via", via.toString())) {
        TcpAddress address = proxy.awaitServing();
        for (int i = 0; i < 2; i++) {
          try (Socket client = connect(address)) {
            serve(server.accept());
            assertThat(read(client)).isEmpty();
          }
        }
        assertThat(terminate(proxy).errors().lines())
            .hasSize(2)
            .allMatch(line -> line.startsWith("Poem failed: No transformed poem from " + via));
      }
    }
  }

  @Test
  void aTransformServerThatIsDownIsNamed() throws Exception {
    try (StagedServer server = StagedServer.listen();
        var closed = new ClosedPort();
        Started proxy = start(server, "--transform", "reverse", "--via", closed.port());
        Socket client = connect(proxy.awaitServing())) {
      serve(server.accept());
      assertThat(read(client)).isEmpty();
      assertThat(terminate(proxy).errors())
          .isEqualTo(
              "Poem failed: Connection was refused by other side: 127.0.0.1:"
                  + closed.port()
                  + "\n");
    }
  }

  @Test
  void aTransformServerThatNeverAnswersIsGivenUp() throws Exception {
    try (StagedServer server = StagedServer.listen();
        StagedServer via = StagedServer.listen();
        Started proxy =
            start(server, "--transform", "reverse", "--via", via.port(), "--timeout", "2.5");
        Socket client = connect(proxy.awaitServing())) {
      serve(server.accept());
      via.accept().awaitHangUp();
      assertThat(read(client)).isEmpty();
      assertThat(terminate(proxy).errors())
          .isEqualTo(
              "Poem failed: No transformed poem from "
                  + via.address()
                  + ": it took longer than 2.5 s\n");
    }
  }

  @Test
  void theLastClientThatGoesTakesTheTransformWithIt() throws Exception {
    try (StagedServer server = StagedServer.listen();
        StagedServer via = StagedServer.listen();
        Started proxy = start(server, "--transform", "reverse", "--via", via.port())) {
      TcpAddress address = proxy.awaitServing();
      Socket client = connect(address);
      serve(server.accept());
      Client transform = via.accept();
      client.close();
      transform.awaitHangUp();
      Ended ended = terminate(proxy);
      assertThat(ended.lines())
          .endsWith("Fetching poem from server.", "Canceling poem download.")
          .hasSize(3);
      assertThat(ended.errors()).isEmpty();
    }
  }

  /** Whoever asks it for transforms does not see where the work is done. */
  @Test
  void itIsATransformServerWhoseWorkIsDoneElsewhere() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started transforms = Started.start("transform-server")) {
      TcpAddress via = transforms.awaitServing();
      try (Started proxy = start(server, "--transform-port", "0", "--via", via.toString())) {
        List<TcpAddress> ports = proxy.awaitServing(2);
        try (Socket client = connect(ports.get(1))) {
          send(client, "30:cummingsify.Ten bytes, TWENTY.,");
          client.shutdownOutput();
          assertThat(read(client)).isEqualTo("18:ten bytes, twenty.,");
        }
        try (Socket poems = connect(ports.get(0))) {
          serve(server.accept());
          assertThat(read(poems)).isEqualTo(POEM);
        }
        Ended ended = terminate(proxy);
        assertThat(ended.lines())
            .startsWith(
                "Serving poetry from " + server.address() + " on " + ports.get(0) + ".",
                "Serving transforms from " + via + " on " + ports.get(1) + ".");
        assertThat(ended.errors()).isEmpty();
      }
    }
  }

  @Test
  void aTransformThatFailsElsewhereClosesTheConnection() throws Exception {
    try (StagedServer server = StagedServer.listen();
        var closed = new ClosedPort();
        Started proxy = start(server, "--transform-port", "0", "--via", closed.port());
        Socket client = connect(proxy.awaitServing(2).get(1))) {
      send(client, "9:reverse.A,");
      assertThat(read(client)).isEmpty();
      assertThat(terminate(proxy).errors())
          .isEqualTo(
              "127.0.0.1:"
                  + client.getLocalPort()
                  + " is dropped: reverse failed: Connection was refused by other side: 127.0.0.1:"
                  + closed.port()
                  + "\n");
    }
  }

  private static Started start(StagedServer server, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("proxy", server.port()));
    arguments.addAll(List.of(options));
    return Started.start(arguments.toArray(String[]::new));
  }

  /** A client of the server, which the proxy is, gets the poem. */
  private static void serve(Client client) throws IOException {
    client.send(POEM.getBytes(US_ASCII));
    client.finish();
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static Socket connect(TcpAddress address) throws IOException {
    return new Socket(address.host(), address.port());
  }

  private static String read(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), UTF_8);
  }

  private static Ended terminate(Started program) throws Exception {
    program.signal("TERM");
    return program.end();
  }
}
