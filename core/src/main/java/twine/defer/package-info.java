/**
 * Results that are not there yet.
 *
 * <p>A {@link twine.defer.Deferred} is a chain of callbacks and errbacks waiting for one result.
 * Whoever starts an operation makes one, hands it out and fires it once; whoever wants the result
 * adds functions to it, before or after, and what one function gives is what the next one gets. An
 * exception becomes a {@link twine.defer.Failure} and travels down the chain to the next errback,
 * towards the code that knows what to do about it. A failure that reaches no errback is told by
 * {@link twine.defer.UnhandledFailures}, never lost.
 *
 * <p>Nothing here needs a reactor, waits or starts a thread: firing a Deferred and adding to it are
 * method calls, and the functions have run when they return.
 *
 * <p><b>Thread rule.</b> A Deferred, and everything made of Deferreds, belongs to one loop (or to
 * one plain thread) and is used from there only; there are no locks and no memory barriers. Another
 * thread hands its result over with {@link twine.loop.Loop#execute}, or through {@link
 * twine.defer.Deferred#fromFuture} and {@link twine.defer.Deferred#asFuture}. {@link
 * twine.defer.Failure} and {@link twine.defer.Outcome} are immutable and may go anywhere; {@link
 * twine.defer.UnhandledFailures} may be called from any thread.
 *
 * <p>From the book: Parts 7, 9, 13, 14, 18 and 19.
 */
@NullMarked
package twine.defer;

import org.jspecify.annotations.NullMarked;
