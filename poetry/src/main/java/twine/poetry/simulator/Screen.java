package twine.poetry.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A page of characters, as large as what is drawn on it. */
final class Screen {
  private final List<int[]> rows = new ArrayList<>();

  void text(int x, int y, String text) {
    int column = x;
    for (int character : text.codePoints().toArray()) {
      put(column++, y, character);
    }
  }

  /** Text in the middle of so many columns. */
  void centered(int x, int y, int width, String text) {
    text(x + (width - text.codePointCount(0, text.length())) / 2, y, text);
  }

  void across(int x, int y, int width) {
    text(x, y, "-".repeat(width));
  }

  void down(int x, int y, int height) {
    for (int row = y; row < y + height; row++) {
      put(x, row, '|');
    }
  }

  private void put(int x, int y, int character) {
    while (rows.size() <= y) {
      rows.add(new int[0]);
    }
    int[] row = rows.get(y);
    if (row.length <= x) {
      int length = row.length;
      row = Arrays.copyOf(row, x + 1);
      Arrays.fill(row, length, row.length, ' ');
      rows.set(y, row);
    }
    row[x] = character;
  }

  /** What was drawn, each line with its end. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int[] row : rows) {
      text.append(new String(row, 0, row.length).stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
