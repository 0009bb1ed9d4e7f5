/**
 * Part 2, Slow Poetry and the Apocalypse: a server that takes its time, and two clients of it, one
 * that waits for each poem in turn and one that waits for all of them at once. There is no Twine
 * here, only the JDK's sockets.
 *
 * <p><b>Thread rule.</b> Each program has one thread.
 */
@NullMarked
package twine.poetry.part2;

import org.jspecify.annotations.NullMarked;
