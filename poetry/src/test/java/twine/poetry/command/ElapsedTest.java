package twine.poetry.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ElapsedTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0:00:00.000000",
    "PT10.126361S, 0:00:10.126361",
    "PT0.0000019S, 0:00:00.000001",
    "PT59M59.999999999S, 0:59:59.999999",
    "PT1H, 1:00:00.000000",
    "PT100H1M1S, 100:01:01.000000",
  })
  void aTimeLooksAsInTheBook(Duration time, String text) {
    assertThat(Elapsed.format(time)).isEqualTo(text);
  }
}
