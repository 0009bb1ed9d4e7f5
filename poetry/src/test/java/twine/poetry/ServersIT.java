package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every server. */
final class ServersIT {

  @ParameterizedTest
  @ValueSource(strings = {"slow-server", "fast-server", "serve"})
  void aPortInUseIsNamed(String name) throws Exception {
    try (StagedServer other = StagedServer.listen()) {
      Ended ended = Started.run(name, "--port", other.port(), Poems.SCIENCE);
      assertThat(ended.errors())
          .startsWith("poetry " + name + ": ")
          .contains(other.port())
          .contains("in use")
          .hasLineCount(1);
      assertThat(ended.output()).isEmpty();
      assertThat(ended.status()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"slow-server", "fast-server", "serve"})
  void anInterfaceThatNobodyKnowsIsNamed(String name) throws Exception {
    Ended ended = Started.run(name, "--iface", "nosuch.invalid", Poems.SCIENCE);
    assertThat(ended.errors())
        .startsWith("poetry " + name + ": ")
        .contains("nosuch.invalid")
        .hasLineCount(1);
    assertThat(ended.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "slow-server, INT", "slow-server, TERM",
    "fast-server, INT", "fast-server, TERM",
    "serve, INT", "serve, TERM",
  })
  void aSignalIsACleanEnd(String name, String signal) throws Exception {
    Assumptions.assumeFalse(
        signal.equals("INT") && interruptsAreIgnored(),
        "these tests were started in the background, where shells have INT ignored");
    try (Started server = Started.start(name, Poems.SCIENCE)) {
      server.awaitServing();
      server.signal(signal);
      Ended ended = server.end();
      assertThat(ended.lines()).hasSize(1);
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  /** Whether INT is ignored here, and so in every process that is started from here. */
  private static boolean interruptsAreIgnored() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("SigIgn:")) {
        return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 0b10) != 0;
      }
    }
    return false;
  }
}
