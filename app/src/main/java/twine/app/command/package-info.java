/**
 * The {@code twined} command: runs an application as a daemon (the book's Part 16).
 *
 * <p>What happens in which order, and why, is in {@link twine.app.command.Run}.
 */
@NullMarked
package twine.app.command;

import org.jspecify.annotations.NullMarked;
