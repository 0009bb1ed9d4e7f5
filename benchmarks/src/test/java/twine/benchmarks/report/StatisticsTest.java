package twine.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatisticsTest {

  private static Statistics ofOneTo(int count) {
    return Statistics.of(
        IntStream.rangeClosed(1, count).mapToObj(i -> (double) i).collect(Collectors.toList()));
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertThat(Statistics.of(List.of(4.0, 1.0, 3.0, 2.0)).median()).isEqualTo(2.5);
  }

  @Test
  void anOutlierDoesNotMoveTheMedian() {
    assertThat(Statistics.of(List.of(1.0, 2.0, 3.0, 4.0, 1e9)).median()).isEqualTo(3);
  }

  // The ranks that tables of the sign test give.
  @ParameterizedTest
  @CsvSource({"6,1,6", "8,1,8", "9,2,8", "12,3,10", "15,4,12", "25,8,18", "100,40,61"})
  void theIntervalLeavesOutAsManyFiguresAsItsConfidencePermits(int count, double low, double high) {
    assertThat(ofOneTo(count).low()).isEqualTo(low);
    assertThat(ofOneTo(count).high()).isEqualTo(high);
  }

  @Test
  void fiveFiguresAreTooFewToBeSure() {
    assertThat(ofOneTo(5).low()).isNaN();
    assertThat(ofOneTo(5).high()).isNaN();
    assertThat(Statistics.of(List.of(7.0)).median()).isEqualTo(7);
  }

  @Test
  void theIntervalHoldsTheTrueMedianNineteenTimesInTwentyOrMore() {
    SplittableRandom random = new SplittableRandom(20_261_121);
    int held = 0;
    for (int i = 0; i < 10_000; i++) {
      // The median of -ln(u) is ln 2, and the distribution as lopsided as times are.
      Statistics seen =
          Statistics.of(
              DoubleStream.generate(() -> -Math.log(1 - random.nextDouble()))
                  .limit(9)
                  .boxed()
                  .collect(Collectors.toList()));
      held += seen.low() <= Math.log(2) && Math.log(2) <= seen.high() ? 1 : 0;
    }
    assertThat(held).isBetween(9_500, 9_700);
  }

  @Test
  void noFiguresHaveNoMedian() {
    assertThatThrownBy(() -> Statistics.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
