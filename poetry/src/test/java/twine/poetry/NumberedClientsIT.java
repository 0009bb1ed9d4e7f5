package twine.poetry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.poetry.StagedServer.Client;

/** The clients of Parts 2, 4 and 5 that report what their tasks do. */
final class NumberedClientsIT {
  private static final byte[] TEN = "Ten bytes\n".getBytes(US_ASCII);
  private static final byte[] TWENTY = "This makes 20 bytes\n".getBytes(US_ASCII);

  @Test
  @Tag("P2.3")
  void theBlockingClientBeginsATaskWhenTheOneBeforeIsDone() throws Exception {
    try (StagedServer one = StagedServer.listen();
        StagedServer two = StagedServer.listen();
        Started program = Started.start("blocking-client", one.port(), two.port())) {
      Client first = one.accept();
      first.send(TEN);
      program.awaitOutput("Task 1: get poetry from: " + one.address());
      first.send(TEN);
      first.hangUp();
      Client second = two.accept();
      second.send(TEN);
      second.hangUp();
      List<String> lines = program.end().lines();
      assertThat(lines.get(0)).isEqualTo("Task 1: get poetry from: " + one.address());
      assertThat(lines.get(1))
          .startsWith("Task 1: got 20 bytes of poetry from " + one.address() + " in 0:00:0");
      assertThat(lines.get(2)).isEqualTo("Task 2: get poetry from: " + two.address());
      assertThat(lines.get(3))
          .startsWith("Task 2: got 10 bytes of poetry from " + two.address() + " in 0:00:0");
      assertThat(lines.get(4)).startsWith("Got 2 poems in ");
      assertThat(lines).hasSize(5);
      assertThat(micros(lines.get(4)))
          .isCloseTo(micros(lines.get(1)) + micros(lines.get(3)), within(2L));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"async-client", "client-1", "client-2"})
  @Tag("P2.4")
  @Tag("P4.6")
  @Tag("P5.11")
  void theTasksOfAnAsynchronousClientProgressAsBytesArrive(String name) throws Exception {
    try (StagedServer one = StagedServer.listen();
        StagedServer two = StagedServer.listen();
        Started program = Started.start(name, one.port(), two.port())) {
      Client first = one.accept();
      first.send(TEN);
      program.awaitOutput("Task 1: got 10 bytes of poetry from " + one.address() + "\n");
      Client second = two.accept();
      second.send(TWENTY);
      program.awaitOutput("Task 2: got 20 bytes of poetry from " + two.address() + "\n");
      first.send(TWENTY);
      program.awaitOutput("Task 1: got 20 bytes of poetry from " + one.address() + "\n");
      second.hangUp();
      first.hangUp();
      Ended ended = program.end();
      assertThat(ended.lines())
          .hasSize(6)
          .endsWith(
              "Task 1: 30 bytes of poetry", "Task 2: 20 bytes of poetry", ended.lines().get(5));
      assertThat(ended.lines().get(5)).matches("Got 2 poems in 0:00:\\d\\d\\.\\d{6}");
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  @Tag("P4.7")
  void theBrokenClientReadsAPoemToItsEndBeforeItLooksAtAnother() throws Exception {
    try (StagedServer one = StagedServer.listen();
        StagedServer two = StagedServer.listen();
        Started program = Started.start("client-1-broken", one.port(), two.port())) {
      Client first = one.accept();
      Client second = two.accept();
      first.send(TEN);
      second.send(TEN);
      first.send(TWENTY);
      second.send(TEN);
      second.hangUp();
      first.hangUp();
      List<String> lines = program.end().lines();
      assertThat(lines.subList(0, 2))
          .containsExactlyInAnyOrder(
              "Task 1: got 30 bytes of poetry from " + one.address(),
              "Task 2: got 20 bytes of poetry from " + two.address());
      assertThat(lines.subList(2, 4))
          .containsExactly("Task 1: 30 bytes of poetry", "Task 2: 20 bytes of poetry");
      assertThat(lines).hasSize(5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"blocking-client", "async-client", "client-1", "client-1-broken", "client-2"})
  void realPoemsAreCounted(String name) throws Exception {
    try (Started server = Started.start("serve", Poems.ECSTASY, Poems.FASCINATION, Poems.SCIENCE)) {
      List<String> ports =
          server.awaitServing(3).stream().map(address -> "" + address.port()).toList();
      Ended ended = Started.run(name, ports.get(0), ports.get(1), ports.get(2));
      for (int bytes : List.of(3003, 623, 653)) {
        assertThat(ended.output()).contains(": " + (name.startsWith("b") ? "got " : "") + bytes);
      }
      assertThat(ended.lines().getLast()).startsWith("Got 3 poems in 0:00:");
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  private static long micros(String line) {
    Matcher time = Pattern.compile("in 0:00:(\\d\\d)\\.(\\d{6})$").matcher(line);
    assertThat(time.find()).as("a time in: %s", line).isTrue();
    return Long.parseLong(time.group(1)) * 1_000_000 + Long.parseLong(time.group(2));
  }
}
