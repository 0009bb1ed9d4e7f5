/**
 * The introduction's main point in one go, {@code poetry demo}: three slow servers, a client that
 * waits for each in turn, a client that waits for all at once, and both times.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one, but for
 * the blocking client, which has a thread of its own and tells the reactor what it got.
 */
@NullMarked
package twine.poetry.demo;

import org.jspecify.annotations.NullMarked;
