package twine.house.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twine.house.Project;

/** The figures of chains: {@code NAME.pairs} is what is typed, {@code NAME.svg} what is drawn. */
final class GuideFiguresIT {
  private static final Set<String> OTHERS = Set.of("one-after-another", "all-at-once", "lists");

  @TempDir private Path elsewhere;

  static List<String> chains() {
    return Figures.endingIn(".pairs");
  }

  @ParameterizedTest
  @MethodSource("chains")
  void theSimulatorDrawsIt(String name) throws Exception {
    Path drawn = elsewhere.resolve("drawn.svg");
    try (Session session = new Session()) {
      session.run(
          "bin/deferred-simulator --svg '%s' <'%s'"
              .formatted(drawn, Figures.file(name + ".pairs")));
    }
    Figures.check(name, Project.read(drawn));
  }

  @Test
  void noneIsDrawnByHand() {
    Set<String> drawn = new HashSet<>(chains());
    drawn.addAll(OTHERS);
    assertThat(drawn).containsAll(Figures.endingIn(".svg"));
  }
}
