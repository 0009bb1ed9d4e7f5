/**
 * Part 6, And Then We Took It Higher: getting a poem becomes a method that other code can call, and
 * since it must not wait, it is given functions to call back.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.part6;

import org.jspecify.annotations.NullMarked;
