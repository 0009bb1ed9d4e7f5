package twine.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown: the first column is text, the others are figures. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with the given headings and no rows yet. */
  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row, which has a cell for each heading. */
  public void row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(cells.length + " cells in " + List.of(cells));
    }
    rows.add(List.of(cells));
  }

  /** A figure with so many decimals. */
  public static String figure(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** The Markdown, its columns aligned for readers of the source. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      for (int column = 0; column < rows.get(i).size(); column++) {
        String cell = rows.get(i).get(column);
        int width = width(column);
        text.append("| ").append(column == 0 ? padRight(cell, width) : padLeft(cell, width));
        text.append(' ');
      }
      text.append("|\n");
      if (i == 0) {
        text.append(ruler());
      }
    }
    return text.toString();
  }

  private String ruler() {
    StringBuilder ruler = new StringBuilder();
    for (int column = 0; column < rows.getFirst().size(); column++) {
      String dashes = "-".repeat(width(column) + 1);
      ruler.append('|').append(column == 0 ? dashes + "-" : dashes + ":");
    }
    return ruler.append("|\n").toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String padRight(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }

  private static String padLeft(String cell, int width) {
    return " ".repeat(width - cell.length()) + cell;
  }
}
