package twine.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;
import twine.benchmarks.contestant.Contestant;
import twine.benchmarks.machine.Machine;
import twine.benchmarks.servers.Work;

/** What a person may type for loads, servers and processors. */
final class CommandLineTest {
  private final Scenario.Converter scenarios = new Scenario.Converter();
  private final Contestant.Converter contestants = new Contestant.Converter();

  @Test
  void loadsAreConnectionsAndDepthOrTheNameOfAWork() {
    assertThat(scenarios.convert("64")).isEqualTo(new Scenario(Work.REQUESTS, 64, 1));
    assertThat(scenarios.convert("1000x16")).isEqualTo(new Scenario(Work.REQUESTS, 1000, 16));
    assertThat(scenarios.convert("poem:32")).isEqualTo(new Scenario(Work.POEM, 32, 1));
    assertThat(scenarios.convert("stream:8")).isEqualTo(new Scenario(Work.STREAM, 8, 1));
    assertThat(scenarios.convert("slow:10000")).isEqualTo(new Scenario(Work.SLOW, 10_000, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"64", "1000x16", "poem:32", "stream:8", "slow:10000"})
  void aLoadIsShownAsItIsTyped(String typed) {
    assertThat(scenarios.convert(typed)).hasToString(typed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "x16",
        "64x",
        "64x0",
        "poem",
        "poem:32x2",
        "slow:",
        "requests:4",
        "many"
      })
  void whatIsNoLoadIsRefusedByName(String typed) {
    assertThatThrownBy(() -> scenarios.convert(typed))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + typed + "'");
  }

  @Test
  void serversAreTypedByTheNamesThatTheHelpShows() {
    assertThat(Arrays.stream(Contestant.values()).map(Contestant::toString))
        .containsExactly(Contestant.NAMES.split(",", -1));
    assertThat(
            Arrays.stream(Contestant.NAMES.split(",", -1))
                .map(contestants::convert)
                .collect(Collectors.toList()))
        .containsExactly(Contestant.values());
  }

  @Test
  void anUnknownServerIsRefusedByName() {
    assertThatThrownBy(() -> contestants.convert("netware"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'netware'");
  }

  @Test
  void processorsAreListedAsRanges() {
    assertThat(Machine.parseRanges("0-2,5")).containsExactly(0, 1, 2, 5);
    assertThat(Machine.parseRanges("7")).containsExactly(7);
  }
}
