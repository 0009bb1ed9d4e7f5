/**
 * Part 14, When a Deferred Isn't: a proxy that keeps a poem, so that its answer is sometimes there
 * at once and sometimes comes later.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.part14;

import org.jspecify.annotations.NullMarked;
