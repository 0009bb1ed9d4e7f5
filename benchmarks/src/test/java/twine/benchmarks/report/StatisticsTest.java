package twine.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StatisticsTest {

  @Test
  void quartilesLieBetweenTheFiguresAroundThem() {
    assertThat(Statistics.of(List.of(4.0, 1.0, 3.0, 2.0)))
        .isEqualTo(new Statistics(1.75, 2.5, 3.25));
  }

  @Test
  void anOutlierMovesNothing() {
    assertThat(Statistics.of(List.of(1.0, 2.0, 3.0, 4.0, 1e9)))
        .isEqualTo(Statistics.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0)));
  }

  @Test
  void oneFigureIsItsOwnMedian() {
    assertThat(Statistics.of(List.of(7.0))).isEqualTo(new Statistics(7, 7, 7));
  }

  @Test
  void noFiguresHaveNoMedian() {
    assertThatThrownBy(() -> Statistics.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
