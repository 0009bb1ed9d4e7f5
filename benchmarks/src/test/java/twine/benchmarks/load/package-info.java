/** Tests of what makes the load. */
@NullMarked
package twine.benchmarks.load;

import org.jspecify.annotations.NullMarked;
