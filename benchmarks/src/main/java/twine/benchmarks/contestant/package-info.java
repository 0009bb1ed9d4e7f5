/** The servers that take part: how each is run, whether it can be here, and its process. */
@NullMarked
package twine.benchmarks.contestant;

import org.jspecify.annotations.NullMarked;
