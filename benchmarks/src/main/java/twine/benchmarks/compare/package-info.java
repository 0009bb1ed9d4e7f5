/**
 * Compares whole programs: servers under load, servers that hold idle connections, clients from
 * their start to their poem.
 *
 * <p>The machine's speed drifts, and other programs run on it. So a figure is never taken alone:
 * the programs are measured in turn, round after round, each is set against what the yardstick did
 * in the same round, and the table shows medians of these ratios.
 */
@NullMarked
package twine.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
