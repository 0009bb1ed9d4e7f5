/**
 * Part 18, Deferreds En Masse: a list of Deferreds as one, in place of a count of what is done.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.part18;

import org.jspecify.annotations.NullMarked;
