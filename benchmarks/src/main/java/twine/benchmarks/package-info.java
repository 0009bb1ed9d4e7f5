/**
 * What Twine costs, beside what others cost in the same run. {@link twine.benchmarks.Benchmark} is
 * the command; the comparisons of whole programs are in {@code compare}, the servers that they
 * compare in {@code servers}, and the small parts, measured by JMH, in {@code jmh}.
 */
@NullMarked
package twine.benchmarks;

import org.jspecify.annotations.NullMarked;
