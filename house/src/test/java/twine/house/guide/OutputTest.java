package twine.house.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a page is out of date, and when it only had another run. */
final class OutputTest {
  private static final List<String> PRINTED =
      List.of(
          "Task 1: got 30 bytes of poetry from 127.0.0.1:10000",
          "Task 2: got 10 bytes of poetry from 127.0.0.1:10001",
          "Task 1: 3003 bytes of poetry",
          "Got 2 poems in 0:00:10.126361");

  private static Output output(String... options) {
    return new Output(new Block("page:1", "console", List.of(options), List.of()), PRINTED);
  }

  private static Output printing(String line) {
    return new Output(new Block("page:1", "console", List.of(), List.of()), List.of(line));
  }

  @Test
  void timesAndPortionsAndClientsMayDiffer() {
    List<String> shown =
        List.of(
            "Task 1: got 90 bytes of poetry from 127.0.0.1:10000",
            "Task 2: got 20 bytes of poetry from 127.0.0.1:10001",
            "Task 1: 3003 bytes of poetry",
            "Got 2 poems in 0:00:01.000000");
    assertThat(output().isShownBy(shown)).isTrue();
    assertThat(printing("Somebody at 127.0.0.1:54321 wants poetry!"))
        .matches(output -> output.isShownBy(List.of("Somebody at 127.0.0.1:40000 wants poetry!")));
    assertThat(printing("DelayedCall[in 9.482 s, of Waiter.start]"))
        .matches(output -> output.isShownBy(List.of("DelayedCall[in 10 s, of Waiter.start]")));
  }

  @Test
  void whatIsSaidAndTheSizeOfThePoemMayNot() {
    assertThat(output().isShownBy(replaced(2, "Task 1: 3004 bytes of poetry"))).isFalse();
    assertThat(output().isShownBy(replaced(3, "Got 3 poems in 0:00:10.126361"))).isFalse();
    assertThat(output().isShownBy(PRINTED.subList(0, 3))).isFalse();
    assertThat(output().isShownBy(List.of())).isFalse();
  }

  @Test
  void theOrderCountsUnlessTheBlockSaysOtherwise() {
    assertThat(output().isShownBy(PRINTED.reversed())).isFalse();
    assertThat(output("any-order").isShownBy(PRINTED.reversed())).isTrue();
    assertThat(output("any-order").isShownBy(PRINTED.subList(0, 3))).isFalse();
  }

  @Test
  void ofALongOutputTheBeginningAndTheEndAreShown() {
    List<String> shown = List.of(PRINTED.getFirst(), "...", PRINTED.getLast());
    assertThat(output("head=1", "tail=1").shortened()).isEqualTo(shown);
    assertThat(output("head=1", "tail=1").isShownBy(shown)).isTrue();
    assertThat(output("head=2", "tail=2").shortened()).isEqualTo(PRINTED);
    assertThat(output("tail=1").shortened()).containsExactly("...", PRINTED.getLast());
  }

  @Test
  void whereTasksCompeteEveryLineThatIsShownWasPrinted() {
    Output output = output("any-order", "head=1", "tail=1");
    assertThat(output.isShownBy(List.of(PRINTED.get(1), "...", PRINTED.getLast()))).isTrue();
    assertThat(output.isShownBy(List.of("Task 9 fails", "...", PRINTED.getLast()))).isFalse();
    assertThat(output.isShownBy(List.of("...", PRINTED.getLast()))).isFalse();
  }

  private static List<String> replaced(int index, String line) {
    var lines = new ArrayList<>(PRINTED);
    lines.set(index, line);
    return lines;
  }
}
