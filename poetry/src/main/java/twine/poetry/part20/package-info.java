/**
 * Part 20: the client in the manner of Erlang, with processes that send each other messages. A
 * process is a coroutine here, and all of them take turns on the reactor.
 */
@NullMarked
package twine.poetry.part20;

import org.jspecify.annotations.NullMarked;
