/** Tests of what the compare share. */
@NullMarked
package twine.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
