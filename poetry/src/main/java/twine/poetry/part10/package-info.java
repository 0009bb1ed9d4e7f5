/**
 * Part 10, Poetry Transformed: a transformation that may fail in two ways, as a stage of the chain.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.part10;

import org.jspecify.annotations.NullMarked;
