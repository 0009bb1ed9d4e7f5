/**
 * Small helpers for work that goes on: again and again, later, a little at a time, until a Deferred
 * fires (Twisted's {@code internet.task}).
 *
 * <p><b>Thread rule.</b> As for the loop that each of them is given.
 */
@NullMarked
package twine.task;

import org.jspecify.annotations.NullMarked;
