package twine.benchmarks.report;

import java.util.Collection;

/**
 * What several measurements of the same thing come to.
 *
 * @param low the lower quartile
 * @param median the middle
 * @param high the upper quartile
 */
public record Statistics(double low, double median, double high) {

  /** The quartiles of at least one figure. */
  public static Statistics of(Collection<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    return new Statistics(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double fraction) {
    double place = fraction * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
