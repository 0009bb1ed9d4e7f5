package twine.poetry.simulator;

import java.util.List;

/**
 * Draws a chain in characters: what it is, how it fires with a result, how with a failure.
 *
 * <p>Each drawing is two columns of boxes, callbacks on the left and errbacks on the right. Boxes
 * of one pair are at the same height in all drawings.
 */
final class TextDrawing {
  private static final int BOX_WIDTH = 18;
  private static final int BOX_HEIGHT = 5;
  private static final int ERRBACKS = BOX_WIDTH + 2;
  private static final int WIDTH = ERRBACKS + BOX_WIDTH;

  /** From the middle of a drawing's right side to the line between it and the next. */
  private static final int MARGIN = 3;

  private static final int ARROW_HEIGHT = 3;
  private static final int PAIR_HEIGHT = BOX_HEIGHT + ARROW_HEIGHT;

  private static final int TITLE_HEIGHT = 3;
  private static final int FIRST_PAIR = TITLE_HEIGHT + 1 + ARROW_HEIGHT;

  private static final String CHAIN = "Deferred";
  private static final String WITH_RESULT = "d.callback(initial)";
  private static final String WITH_FAILURE = "d.errback(initial*)";

  private final List<Pair> pairs;
  private Screen screen = new Screen();
  private int left;

  private TextDrawing(List<Pair> pairs) {
    this.pairs = pairs;
  }

  /** The three drawings side by side. */
  static String wide(List<Pair> pairs) {
    var drawing = new TextDrawing(pairs);
    drawing.chain(CHAIN, FIRST_PAIR);
    drawing.goRight();
    drawing.firing(WITH_RESULT, Side.CALLBACK);
    drawing.goRight();
    drawing.firing(WITH_FAILURE, Side.ERRBACK);
    return drawing.screen.toString();
  }

  /** The three drawings one after the other. */
  static String narrow(List<Pair> pairs) {
    var drawing = new TextDrawing(pairs);
    drawing.chain(CHAIN, TITLE_HEIGHT);
    String text = drawing.finish();
    drawing.firing(WITH_RESULT, Side.CALLBACK);
    text += "\n\n" + drawing.finish();
    drawing.firing(WITH_FAILURE, Side.ERRBACK);
    return text + "\n\n" + drawing.finish();
  }

  private String finish() {
    String text = screen.toString();
    screen = new Screen();
    return text;
  }

  private void goRight() {
    int height = ARROW_HEIGHT + 1 + pairs.size() * PAIR_HEIGHT + 1;
    screen.down(left + WIDTH + MARGIN - 1, TITLE_HEIGHT, height);
    left += WIDTH + 2 * MARGIN;
  }

  private void title(String text) {
    screen.centered(left, 0, WIDTH, text);
    screen.centered(left, 1, WIDTH, "-".repeat(text.length()));
  }

  private void chain(String title, int top) {
    title(title);
    int y = top;
    for (Pair pair : pairs) {
      for (Side side : Side.values()) {
        box(side, y);
        inBox(side, y + 2, pair.of(side).caption());
      }
      y += PAIR_HEIGHT;
    }
  }

  private void firing(String title, Side start) {
    title(title);
    List<Passing> passings = Firing.of(pairs, start);
    inBox(start, TITLE_HEIGHT, passings.getFirst().text());
    Side from = start;
    int y = FIRST_PAIR;
    for (int i = 0; i < pairs.size(); i++) {
      Passing passing = passings.get(i);
      Side side = passing.side();
      arrow(from, side, y - ARROW_HEIGHT);
      box(side, y);
      inBox(side, y + 1, passing.text());
      inBox(side, y + 2, pairs.get(i).of(side).caption());
      inBox(side, y + 3, passings.get(i + 1).text());
      from = side;
      y += PAIR_HEIGHT;
    }
    Passing last = passings.getLast();
    arrow(from, last.side(), y - ARROW_HEIGHT);
    inBox(last.side(), y, last.text());
  }

  private int x(Side side) {
    return left + (side == Side.CALLBACK ? 0 : ERRBACKS);
  }

  private int middle(Side side) {
    return x(side) + BOX_WIDTH / 2 - 1;
  }

  private void inBox(Side side, int y, String text) {
    screen.centered(x(side), y, BOX_WIDTH, text);
  }

  private void box(Side side, int y) {
    int x = x(side);
    screen.across(x, y, BOX_WIDTH);
    screen.down(x, y + 1, BOX_HEIGHT - 2);
    screen.down(x + BOX_WIDTH - 1, y + 1, BOX_HEIGHT - 2);
    screen.across(x, y + BOX_HEIGHT - 1, BOX_WIDTH);
  }

  private void arrow(Side from, Side to, int y) {
    screen.down(middle(from), y, 2);
    screen.down(middle(to), y + 1, 2);
    if (from != to) {
      int west = Math.min(middle(from), middle(to));
      screen.across(west + 1, y + 1, Math.abs(middle(from) - middle(to)) - 1);
    }
    screen.text(middle(to) - 1, y + 2, "\\|/");
  }
}
