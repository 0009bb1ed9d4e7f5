/** What the servers are made to do, and who makes them do it. */
@NullMarked
package twine.benchmarks.load;

import org.jspecify.annotations.NullMarked;
