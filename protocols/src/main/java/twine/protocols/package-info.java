/**
 * Protocols that find the messages in a stream of bytes, so that a program has only to say what it
 * does with each (the book's Part 12).
 */
@NullMarked
package twine.protocols;

import org.jspecify.annotations.NullMarked;
