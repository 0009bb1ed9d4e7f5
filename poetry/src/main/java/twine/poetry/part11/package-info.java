/**
 * Part 11, Your Poetry is Served: servers on a reactor, for any number of clients at once.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.part11;

import org.jspecify.annotations.NullMarked;
