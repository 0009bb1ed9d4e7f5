/**
 * Part 5, Twistier Poetry: sockets have disappeared. A factory makes a protocol for each
 * connection, and the reactor makes the connections.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.part5;

import org.jspecify.annotations.NullMarked;
