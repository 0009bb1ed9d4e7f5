/**
 * What code needs of an event loop, and nothing more: to be called later, to hand work to the loop
 * from another thread, and to know whether it is on the loop now.
 *
 * <p>Everything that only waits or retries takes a {@link twine.loop.Timers} rather than a whole
 * reactor, so that it runs on virtual time and in simulations without a change.
 *
 * <p><b>Thread rule.</b> {@link twine.loop.Loop#execute} and {@link twine.loop.Timers#nanoTime} may
 * be called from any thread; everything else only on the loop.
 */
@NullMarked
package twine.loop;

import org.jspecify.annotations.NullMarked;
