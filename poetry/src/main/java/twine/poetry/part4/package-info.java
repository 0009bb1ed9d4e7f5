/**
 * Part 4, Twisted Poetry: the asynchronous client again, on the reactor's lowest level. The loop is
 * the reactor's now, the sockets are still ours.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.part4;

import org.jspecify.annotations.NullMarked;
