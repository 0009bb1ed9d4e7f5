/**
 * Part 16, Twisted Daemonologie: the servers of the introduction as plugins for {@code twined},
 * each a class that lists its options and puts its services together.
 *
 * <p>The package needs {@code twine.app}, which the other programs do without.
 *
 * <p><b>Thread rule.</b> That of services: built on the main thread, then the reactor's.
 */
@NullMarked
package twine.poetry.plugin;

import org.jspecify.annotations.NullMarked;
