package twine.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code docs/acceptance.md} says which tests show what, and says it truly. */
final class AcceptanceTest {
  private final Acceptance acceptance = new Acceptance();

  @Test
  void everyTaggedIdIsARow() {
    assertThat(acceptance.unknownIds()).as("tags that are no row of %s", Acceptance.ROWS).isEmpty();
  }

  @Test
  void theReportIsUpToDate() {
    Recorded.check(Acceptance.REPORT, acceptance.report());
  }
}
