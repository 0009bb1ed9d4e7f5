package twine.poetry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import twine.poetry.StagedServer.Client;

/** Servers that cannot be reached, and servers that die. */
final class TroubleIT {
  private static final byte[] TEN = "Ten bytes\n".getBytes(US_ASCII);

  /** Clients whose first argument is a transform server; here none has one. */
  private static final Set<String> TRANSFORMING = Set.of("client-6", "client-7", "client-8");

  static Stream<String> clients() {
    return CommandLineTest.clients();
  }

  static Stream<String> clientsThatEnd() {
    return clients().filter(name -> !name.equals("client-3"));
  }

  @ParameterizedTest
  @MethodSource("clientsThatEnd")
  @Tag("P4.9")
  @Tag("P5.11")
  @Tag("P8.5")
  void aServerThatCannotBeReachedIsNamed(String name) throws Exception {
    try (var closed = new ClosedPort()) {
      Ended ended = run(name, closed.port(), "nosuch.invalid:10000");
      assertThat(ended.errors().lines())
          .hasSize(2)
          .anyMatch(line -> line.contains("127.0.0.1:" + closed.port()))
          .anyMatch(line -> line.contains("nosuch.invalid:10000"));
      assertThat(ended.output()).doesNotContain("bytes of");
      assertThat(ended.status()).isEqualTo(name.equals("get") ? 1 : 0);
    }
  }

  @ParameterizedTest
  @MethodSource("clientsThatEnd")
  void aServerThatDiesIsNamedAndTheOthersAreHeard(String name) throws Exception {
    try (StagedServer mortal = StagedServer.listen();
        StagedServer other = StagedServer.listen();
        Started program = start(name, mortal.port(), other.port())) {
      Client dying = mortal.accept();
      if (!name.endsWith("-stack")) {
        dying.send(TEN);
      }
      dying.reset();
      program.awaitError(mortal.address().toString());
      Client living = other.accept();
      living.send(TEN);
      living.hangUp();
      Ended ended = program.end();
      assertThat(ended.errors().lines()).filteredOn(line -> !isNews(line)).hasSize(1);
      assertThat(ended.output()).isNotEmpty();
      assertThat(ended.status()).isEqualTo(name.equals("get") ? 1 : 0);
    }
  }

  /** The protocol says no length, so that this is the end of the poem is all that can be known. */
  @ParameterizedTest
  @MethodSource("clients")
  void aServerThatHangsUpInTheMiddleHasSentAShortPoem(String name) throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started program = start(name, server.port())) {
      Client client = server.accept();
      client.send(TEN);
      client.hangUp();
      Ended ended = program.end();
      assertThat(ended.output()).isNotEmpty();
      assertThat(ended.errors().lines()).allMatch(TroubleIT::isNews);
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  @Tag("P6.1")
  void theClientWithoutAnErrbackWaitsForEver() throws Exception {
    try (var closed = new ClosedPort();
        StagedServer other = StagedServer.listen();
        Started program = Started.start("client-3", closed.port(), other.port())) {
      Client client = other.accept();
      client.send(TEN);
      client.finish();
      assertThat(program.endsWithin(200, TimeUnit.MILLISECONDS)).isFalse();
      program.signal("TERM");
      Ended ended = program.end();
      assertThat(ended.bytes()).isEqualTo(TEN);
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  @Tag("P6.2")
  @Tag("P6.6")
  void client31SaysItLikeTheBook() throws Exception {
    try (var closed = new ClosedPort()) {
      assertThat(Started.run("client-3.1", closed.port()).errors())
          .isEqualTo(
              "Poem failed: [Failure instance: Traceback (failure with no frames): "
                  + "ConnectionRefusedException: Connection was refused by other side: 127.0.0.1:"
                  + closed.port()
                  + "]\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-2", "client-2-simple"})
  @Tag("P5.11")
  @Tag("P5.12")
  void client2SaysItLikeTheBook(String name) throws Exception {
    try (var closed = new ClosedPort()) {
      Ended ended = Started.run(name, closed.port());
      assertThat(ended.errors())
          .isEqualTo("Failed to connect to: 127.0.0.1:" + closed.port() + "\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-1", "client-2", "client-3.1", "client-4", "get"})
  @Tag("P4.9")
  @Tag("P5.16")
  @Tag("P6.7")
  @Tag("P8.4")
  void aServerThatTakesTooLongIsNamedAndItsConnectionClosed(String name) throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started program = Started.start(name, "--timeout", "0.2", server.port())) {
      Client client = server.accept();
      client.send(TEN);
      client.awaitHangUp();
      Ended ended = program.end();
      assertThat(ended.errors().lines())
          .hasSize(1)
          .allMatch(line -> line.contains("No poem from " + server.address() + " within 0.2 s"));
      assertThat(ended.status()).isEqualTo(name.equals("get") ? 1 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-1", "client-2", "client-3.1", "client-4", "get"})
  @Tag("P4.9")
  @Tag("P5.16")
  @Tag("P6.7")
  @Tag("P8.4")
  void aTimeoutThatIsNotNeededIsTakenBack(String name) throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started program = Started.start(name, "--timeout", "3600", server.port())) {
      Client client = server.accept();
      client.send(TEN);
      client.hangUp();
      Ended ended = program.end();
      assertThat(ended.output()).isNotEmpty();
      assertThat(ended.errors().lines()).allMatch(TroubleIT::isNews);
      assertThat(ended.status()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-1", "client-2"})
  void aSignalEndsANumberedClientInTheMiddle(String name) throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started program = Started.start(name, server.port())) {
      Client client = server.accept();
      client.send(TEN);
      program.awaitOutput("Task 1: got 10 bytes");
      program.signal("TERM");
      client.awaitHangUp();
      Ended ended = program.end();
      assertThat(ended.errors().lines()).allMatch(line -> line.startsWith("Lost the connection"));
      assertThat(ended.status()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client-2-simple",
        "client-3.1",
        "client-4",
        "client-5",
        "client-6",
        "client-7",
        "client-8",
        "get"
      })
  void aSignalEndsAClientInTheMiddle(String name) throws Exception {
    try (StagedServer server = StagedServer.listen();
        var closed = new ClosedPort();
        Started program = start(name, server.port(), closed.port())) {
      Client client = server.accept();
      client.send(TEN);
      program.awaitError(closed.port()); // so its reactor runs
      program.signal("TERM");
      client.awaitHangUp();
      Ended ended = program.end();
      assertThat(ended.errors().lines()).hasSize(2).anyMatch(line -> line.contains(server.port()));
      assertThat(ended.status()).isEqualTo(name.equals("get") ? 1 : 0);
    }
  }

  /** Where chance comes into it, everything shall go well. */
  private static Started start(String name, String... addresses) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(addresses));
    if (name.startsWith("client-5")) {
      arguments.addAll(0, List.of("--seed", "5"));
    } else if (TRANSFORMING.contains(name)) {
      arguments.addFirst("-");
    }
    arguments.addFirst(name);
    return Started.start(arguments.toArray(String[]::new));
  }

  private static Ended run(String name, String... addresses) throws Exception {
    try (Started program = start(name, addresses)) {
      return program.end();
    }
  }

  /** What get says of a poem that it got. */
  private static boolean isNews(String line) {
    return line.contains(" bytes of poetry in ") || line.contains(" poems, ");
  }
}
