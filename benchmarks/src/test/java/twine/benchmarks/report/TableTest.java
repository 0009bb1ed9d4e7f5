package twine.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table("server", "µs");
    table.row("C", "12.50");
    table.row("Netty epoll", "3");
    assertThat(table)
        .hasToString(
            """
            | server      |    µs |
            |-------------|------:|
            | C           | 12.50 |
            | Netty epoll |     3 |
            """);
  }

  @Test
  void aRowHasACellForEachHeading() {
    Table table = new Table("server", "µs");
    assertThatThrownBy(() -> table.row("C")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void figuresAreWrittenTheSameWayEverywhere() {
    assertThat(Table.figure(12_345.678, 1)).isEqualTo("12,345.7");
    assertThat(Table.figure(0.5, 3)).isEqualTo("0.500");
  }
}
