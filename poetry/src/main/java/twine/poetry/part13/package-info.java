/**
 * Part 13, Deferred All The Way Down: a callback that has to wait itself, because it asks a server.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.part13;

import org.jspecify.annotations.NullMarked;
