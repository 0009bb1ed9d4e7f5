/**
 * The client that a person would use, {@code poetry get}: everything the book's clients have
 * taught, put together.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.get;

import org.jspecify.annotations.NullMarked;
