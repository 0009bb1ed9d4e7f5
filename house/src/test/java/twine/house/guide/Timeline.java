package twine.house.guide;

import java.time.Duration;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import twine.house.guide.SlowPoems.Arrival;

/** Draws when each of three tasks had something to do, and when it waited. */
final class Timeline {
  private static final List<String> COLOURS = List.of("#2f6db3", "#2f7d2b", "#b3661e");
  private static final int SECONDS = 24;
  private static final int SECOND = 36;
  private static final int LEFT = 70;
  private static final int TOP = 44;
  private static final int ROW = 36;
  private static final int BAR = 22;
  private static final int WIDTH = LEFT + SECONDS * SECOND + 24;
  private static final int AXIS = TOP + 3 * ROW;
  private static final int HEIGHT = AXIS + 36;

  private final Formatter svg = new Formatter(Locale.ROOT);

  private Timeline() {}

  /** The drawing of one run, as an SVG document. */
  static String of(String title, List<Arrival> arrivals) {
    var timeline = new Timeline();
    timeline.open(title);
    for (int task = 0; task < COLOURS.size(); task++) {
      int number = task;
      timeline.task(task, arrivals.stream().filter(arrival -> arrival.task() == number).toList());
    }
    timeline.axis();
    timeline.svg.format("</svg>\n");
    return timeline.svg.toString();
  }

  private void open(String title) {
    svg.format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">
          <style>
            text { font: 13px sans-serif; fill: #222 }
            .title { font-weight: bold; font-size: 14px }
            .waiting { fill: #e4e4e4 }
            .second { text-anchor: middle; font-size: 11px }
          </style>
          <rect width="%d" height="%d" fill="#fff"/>
          <text class="title" x="%d" y="24">%s</text>
        """,
        WIDTH, HEIGHT, WIDTH, HEIGHT, WIDTH, HEIGHT, LEFT, title);
  }

  /** A grey bar from the first bytes to the last, and a line for each time when some came. */
  private void task(int task, List<Arrival> arrivals) {
    int y = TOP + task * ROW;
    double begin = x(arrivals.getFirst().time());
    svg.format("  <text x=\"10\" y=\"%d\">Task %d</text>\n", y + 15, task + 1);
    svg.format(
        "  <rect class=\"waiting\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
        begin, y, x(arrivals.getLast().time()) - begin, BAR);
    svg.format("  <path stroke=\"%s\" stroke-width=\"1.2\" d=\"", COLOURS.get(task));
    for (Arrival arrival : arrivals) {
      svg.format("M%.1f %dv%d", x(arrival.time()), y, BAR);
    }
    svg.format("\"/>\n");
  }

  private void axis() {
    svg.format("  <path stroke=\"#222\" d=\"M%d %dH%d\"/>\n", LEFT, AXIS, LEFT + SECONDS * SECOND);
    for (int second = 0; second <= SECONDS; second += 2) {
      svg.format(
          "  <text class=\"second\" x=\"%d\" y=\"%d\">%d s</text>\n",
          LEFT + second * SECOND, AXIS + 18, second);
    }
  }

  private static double x(Duration time) {
    return LEFT + time.toMillis() * SECOND / 1_000.0;
  }
}
