/** Tests of what the servers share. */
@NullMarked
package twine.benchmarks.servers;

import org.jspecify.annotations.NullMarked;
