package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every server. */
final class ServersIT {

  static Stream<String> servers() {
    return Stream.concat(CommandLineTest.servers(), CommandLineTest.proxies());
  }

  /** What it serves: a poem, or the poem of another server. */
  private static String served(String name) {
    return name.startsWith("proxy") ? "10000" : Poems.SCIENCE;
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aPortInUseIsNamed(String name) throws Exception {
    try (StagedServer other = StagedServer.listen()) {
      Ended ended = Started.run(name, "--port", other.port(), served(name));
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
  @MethodSource("servers")
  void anInterfaceThatNobodyKnowsIsNamed(String name) throws Exception {
    Ended ended = Started.run(name, "--iface", "nosuch.invalid", served(name));
    assertThat(ended.errors())
        .startsWith("poetry " + name + ": ")
        .contains("nosuch.invalid")
        .hasLineCount(1);
    assertThat(ended.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("serversAndSignals")
  void aSignalIsACleanEnd(String name, String signal) throws Exception {
    Assumptions.assumeFalse(
        signal.equals("INT") && interruptsAreIgnored(),
        "these tests were started in the background, where shells have INT ignored");
    try (Started server = Started.start(name, served(name))) {
      server.awaitServing();
      server.signal(signal);
      Ended ended = server.end();
      assertThat(ended.lines()).hasSize(1);
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  static Stream<Arguments> serversAndSignals() {
    return servers()
        .flatMap(name -> Stream.of("INT", "TERM").map(signal -> arguments(name, signal)));
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
