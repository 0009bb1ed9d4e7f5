/** The poetry programs. */
@NullMarked
package twine.poetry;

import org.jspecify.annotations.NullMarked;
