package twine.benchmarks.report;

import java.util.Collection;

/**
 * What several measurements of the same thing come to.
 *
 * @param low the lower end of the median's confidence interval; NaN if there are too few figures
 * @param median the middle
 * @param high the upper end
 */
public record Statistics(double low, double median, double high) {
  /** How sure one may be that the interval holds the median. */
  private static final double CONFIDENCE = 0.95;

  /**
   * The median of at least one figure, and the narrowest interval between two of the figures that
   * holds the true median with 95 % confidence at least, whatever the figures' distribution: each
   * figure is below the true median as likely as not, so how many are is a matter of tossing coins.
   * It takes six figures to be that sure.
   */
  public static Statistics of(Collection<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int count = sorted.length;
    if (count == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    int left = leftOutOnEachSide(count);
    return left < 0
        ? new Statistics(Double.NaN, median, Double.NaN)
        : new Statistics(sorted[left], median, sorted[count - 1 - left]);
  }

  /** The interval, with so many decimals; a dash if there is none. */
  public String interval(int decimals) {
    return Double.isNaN(low)
        ? "–"
        : Table.figure(low, decimals) + "–" + Table.figure(high, decimals);
  }

  /** How many figures the interval leaves out on each side; -1 if all together are too few. */
  private static int leftOutOnEachSide(int count) {
    double probability = Math.pow(0.5, count); // that so many figures are below the true median
    double tail = 0;
    int below = 0;
    while ((tail += probability) <= (1 - CONFIDENCE) / 2) {
      probability *= (double) (count - below) / (below + 1);
      below++;
    }
    return below - 1;
  }
}
