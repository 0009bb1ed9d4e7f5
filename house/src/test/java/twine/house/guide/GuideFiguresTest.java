package twine.house.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import twine.house.guide.ListRun.Firing;
import twine.house.guide.SlowPoems.Arrival;

/** The figures that are drawn from runs in virtual time. */
final class GuideFiguresTest {
  @Test
  void oneAfterAnotherTheTasksTakeTheSum() throws Exception {
    try (SlowPoems poems = new SlowPoems()) {
      List<Arrival> arrivals = poems.oneAfterAnother();
      assertThat(arrivals.getLast().time().toSeconds()).isEqualTo(22);
      Figures.check("one-after-another", Timeline.of("One after another", arrivals));
    }
  }

  @Test
  void aListFiresWhenItKnowsEnough() {
    List<Firing> firings = ListRun.firings();
    assertThat(firings).extracting(Firing::seconds).containsExactly(4L, 3L, 1L, 4L, 1L, 3L);
    Figures.check("lists", ListDrawing.of(firings, 3));
  }

  @Test
  void allAtOnceTheTasksTakeAsLongAsTheLongest() throws Exception {
    try (SlowPoems poems = new SlowPoems()) {
      List<Arrival> arrivals = poems.allAtOnce();
      assertThat(arrivals.getLast().time().toSeconds()).isEqualTo(10);
      Figures.check("all-at-once", Timeline.of("All at once", arrivals));
    }
  }
}
