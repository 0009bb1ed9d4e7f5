/**
 * Part 17, Just Another Way to Spell “Callback”: asynchronous code that is written straight down.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one; it
 * carries the coroutines, too.
 */
@NullMarked
package twine.poetry.part17;

import org.jspecify.annotations.NullMarked;
