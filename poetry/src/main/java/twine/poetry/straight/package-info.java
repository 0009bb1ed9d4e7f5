/** A connection for code that is written straight down, as the clients of Parts 20 and 21 are. */
@NullMarked
package twine.poetry.straight;

import org.jspecify.annotations.NullMarked;
