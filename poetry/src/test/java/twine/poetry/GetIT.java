package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twine.poetry.StagedServer.Client;

/** The client a person would use. */
final class GetIT {
  private static final byte[] ONE = "The first poem\n".getBytes(UTF_8);
  private static final byte[] TWO = "The second poem\n".getBytes(UTF_8);

  @TempDir private Path directory;

  @Test
  void poemsArePrintedInTheOrderOfTheAddresses() throws Exception {
    try (StagedServer one = StagedServer.listen();
        StagedServer two = StagedServer.listen();
        Started get = Started.start("get", one.port(), two.port())) {
      Client first = one.accept();
      Client second = two.accept();
      second.send(TWO);
      second.finish();
      get.awaitError(two.address() + ": 16 bytes of poetry in 0:00:");
      first.send(ONE);
      first.finish();
      Ended ended = get.end();
      assertThat(ended.output()).isEqualTo("The first poem\n\nThe second poem\n");
      assertThat(ended.errors()).contains(one.address() + ": 15 bytes of poetry in 0:00:");
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void aPoemThatCannotBeHadIsSaidAtOnceAndTheOthersArePrinted() throws Exception {
    try (var closed = new ClosedPort();
        StagedServer other = StagedServer.listen();
        Started get = Started.start("get", other.port(), closed.port())) {
      get.awaitError(
          "poetry get: Connection was refused by other side: 127.0.0.1:" + closed.port() + "\n");
      Client client = other.accept();
      client.send(ONE);
      client.hangUp();
      Ended ended = get.end();
      assertThat(ended.bytes()).isEqualTo(ONE);
      assertThat(ended.status()).isEqualTo(1);
    }
  }

  @Test
  void whatIsSlowIsReportedMeanwhile() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started get = Started.start("get", server.port())) {
      Client client = server.accept();
      client.send(ONE);
      get.awaitError("0 of 1 poems, 15 bytes so far\n");
      client.hangUp();
      assertThat(get.end().status()).isZero();
    }
  }

  @Test
  void itTriesAgainWhenAServerDiesAndForgetsTheBeginning() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started get = Started.start("get", "--retries", "2", server.port())) {
      Client mortal = server.accept();
      mortal.send(TWO);
      mortal.reset();
      get.awaitError("trying again in 0.5 s (1 more after that)\n");
      Client revived = server.accept();
      revived.send(ONE);
      revived.hangUp();
      Ended ended = get.end();
      assertThat(ended.bytes()).isEqualTo(ONE);
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void itTriesAgainAfterATimeout() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started get = Started.start("get", "--timeout", "0.3", "--retries", "1", server.port())) {
      server.accept().awaitHangUp();
      get.awaitError("within 0.3 s; trying again in 0.5 s (0 more after that)\n");
      Client second = server.accept();
      second.send(ONE);
      second.hangUp();
      Ended ended = get.end();
      assertThat(ended.bytes()).isEqualTo(ONE);
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void itGivesUpAfterTheLastRetry() throws Exception {
    try (var closed = new ClosedPort()) {
      Ended ended = Started.run("get", "--retries", "1", closed.port());
      assertThat(ended.errors().lines().filter(line -> line.contains("trying again"))).hasSize(1);
      assertThat(ended.errors().lines().filter(line -> line.startsWith("poetry get: "))).hasSize(1);
      assertThat(ended.output()).isEmpty();
      assertThat(ended.status()).isEqualTo(1);
    }
  }

  @Test
  void poemsCanGoToFiles() throws Exception {
    Path poems = directory.resolve("new/poems");
    try (StagedServer server = StagedServer.listen();
        Started get =
            Started.start("get", "--output", poems.toString(), server.port(), server.port())) {
      for (int i = 0; i < 2; i++) {
        Client client = server.accept();
        client.send(Poems.notUtf8());
        client.hangUp();
      }
      Ended ended = get.end();
      assertThat(ended.output()).isEmpty();
      assertThat(ended.status()).isZero();
      try (Stream<Path> files = Files.list(poems)) {
        assertThat(files)
            .allSatisfy(file -> assertThat(file).hasBinaryContent(Poems.notUtf8()))
            .extracting(file -> file.getFileName().toString())
            .containsExactlyInAnyOrder(
                "127.0.0.1-" + server.port() + ".txt", "127.0.0.1-" + server.port() + "-2.txt");
      }
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsAFailureOfThatPoem() throws Exception {
    try (StagedServer one = StagedServer.listen();
        StagedServer two = StagedServer.listen()) {
      Path taken = directory.resolve("127.0.0.1-" + one.port() + ".txt");
      Files.createDirectory(taken);
      try (Started get =
          Started.start("get", "--output", directory.toString(), one.port(), two.port())) {
        for (StagedServer server : new StagedServer[] {one, two}) {
          Client client = server.accept();
          client.send(ONE);
          client.hangUp();
        }
        Ended ended = get.end();
        assertThat(ended.errors()).contains("poetry get: " + taken + " cannot be written");
        assertThat(directory.resolve("127.0.0.1-" + two.port() + ".txt")).hasBinaryContent(ONE);
        assertThat(ended.status()).isEqualTo(1);
      }
    }
  }

  @Test
  void aPoemThatCannotBePrintedIsAFailure() throws Exception {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "there is no file here that is always full");
    String get = Started.root().resolve("bin/poetry") + " get ";
    try (StagedServer server = StagedServer.listen();
        Started shell =
            Started.start(
                directory, List.of("sh", "-c", "exec " + get + server.port() + " >" + full))) {
      Client client = server.accept();
      client.send(ONE);
      client.hangUp();
      Ended ended = shell.end();
      assertThat(ended.errors())
          .contains("poetry get: The poem from " + server.address() + " could not be printed\n");
      assertThat(ended.status()).isEqualTo(1);
    }
  }
}
