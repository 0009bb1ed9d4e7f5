/** What runs the scripts, when it is not {@code bin/example} that does. */
@NullMarked
package twine.examples;

import org.jspecify.annotations.NullMarked;
