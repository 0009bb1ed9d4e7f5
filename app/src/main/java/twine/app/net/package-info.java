/**
 * Services for the network: servers and clients that are started and stopped with the program.
 *
 * <p>They take their reactor from the tree that they are in, see {@link twine.app.service}.
 *
 * <p><b>Thread rule.</b> That of all services: built anywhere, from the start on the reactor's
 * thread.
 */
@NullMarked
package twine.app.net;

import org.jspecify.annotations.NullMarked;
