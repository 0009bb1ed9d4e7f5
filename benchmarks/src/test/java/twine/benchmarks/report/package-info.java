/** Tests of how the outcome is told. */
@NullMarked
package twine.benchmarks.report;

import org.jspecify.annotations.NullMarked;
