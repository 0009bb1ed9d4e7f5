/**
 * Part 8, Deferred Poetry: a Deferred takes the place of callback and errback, and is what getting
 * a poem returns.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.part8;

import org.jspecify.annotations.NullMarked;
