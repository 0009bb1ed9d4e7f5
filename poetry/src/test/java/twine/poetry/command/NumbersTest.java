package twine.poetry.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "1, PT1S",
    "0.1, PT0.1S",
    ".5, PT0.5S",
    "5., PT5S",
    "007, PT7S",
    "2.5, PT2.5S",
    "0.0000000019, PT0.000000001S",
    "31536000, PT8760H",
  })
  void aDelayIsSecondsAndPartsOfThem(String text, Duration delay) {
    assertThat(Numbers.delay(text)).isEqualTo(delay);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1s",
        "NaN",
        "Infinity",
        "-1",
        "-0.001",
        "31536001",
        "31536000.1",
        "12345678901",
        "1e2147483647",
        ".",
        "1.2.3",
        "+1",
        "--1"
      })
  void aDelayThatMakesNoSenseIsNamed(String text) {
    assertThatThrownBy(() -> Numbers.delay(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageStartingWith("'" + text + "' is ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1e-10", "soon"})
  void aTimeoutIsMoreThanNothing(String text) {
    assertThatThrownBy(() -> Numbers.timeout(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageStartingWith("'" + text + "' is ");
  }

  @Test
  void aCountIsANumberFromOne() {
    assertThat(Numbers.count("1")).isEqualTo(1);
    assertThat(Numbers.countOrNone("0")).isZero();
    for (String text : new String[] {"0", "-1", "1.5", "", "9999999999"}) {
      assertThatThrownBy(() -> Numbers.count(text))
          .isInstanceOf(TypeConversionException.class)
          .hasMessageStartingWith("'" + text + "' is not a number from 1 ");
    }
  }
}
