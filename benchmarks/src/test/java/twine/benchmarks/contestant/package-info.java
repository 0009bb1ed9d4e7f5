/** Tests of the servers. */
@NullMarked
package twine.benchmarks.contestant;

import org.jspecify.annotations.NullMarked;
