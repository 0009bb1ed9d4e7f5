/**
 * Part 9's simulator: draws how a Deferred with given callbacks and errbacks fires.
 *
 * <p>{@link twine.poetry.simulator.PairReader} understands what is typed, {@link
 * twine.poetry.simulator.Firing} fires a real Deferred and notes what came by, {@link
 * twine.poetry.simulator.TextDrawing} and {@link twine.poetry.simulator.SvgDrawing} draw it.
 */
@NullMarked
package twine.poetry.simulator;

import org.jspecify.annotations.NullMarked;
