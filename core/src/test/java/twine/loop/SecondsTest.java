package twine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecondsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0",
    "PT60S, 60",
    "PT2H, 7200",
    "PT0.25S, 0.25",
    "PT10.05S, 10.05",
    "PT0.000000001S, 0.000000001",
    "PT-1.5S, -1.5",
    "PT-0.000001S, -0.000001",
  })
  void asManyDecimalsAsItTakes(Duration time, String text) {
    assertThat(Seconds.of(time)).isEqualTo(text);
  }

  @Test
  void nothingIsRounded() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 10_000; i++) {
      long nanos = random.nextLong() >> random.nextInt(64);
      assertThat(new BigDecimal(Seconds.of(Duration.ofNanos(nanos))))
          .isEqualByComparingTo(BigDecimal.valueOf(nanos, 9));
    }
  }
}
