/** The machine that is measured on: its programs, its processors, and what it counts. */
@NullMarked
package twine.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
