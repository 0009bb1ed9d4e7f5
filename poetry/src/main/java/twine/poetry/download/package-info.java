/**
 * Getting one poem, as the later programs do it: a Deferred that fires with it, and that can be
 * cancelled.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.download;

import org.jspecify.annotations.NullMarked;
