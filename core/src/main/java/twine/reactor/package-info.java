/**
 * The reactor: it waits for events and calls a program back, on one thread (the book's Parts 2 to
 * 6).
 *
 * <p>A {@link twine.reactor.Reactor} is made of small capabilities, and code takes the narrowest
 * one it needs, so that a test can hand it something else: {@link twine.loop.Timers}, {@link
 * twine.reactor.ReactorCore}, {@link twine.reactor.ReactorTcp}, {@link
 * twine.reactor.ReactorThreads}, {@link twine.reactor.ReactorResolver}, {@link
 * twine.reactor.ReactorDescriptors}. {@link twine.reactor.Reactors} finds implementations and keeps
 * the one that a script means by "the" reactor.
 *
 * <p><b>Thread rule.</b> A reactor is used by one thread: the one that sets it up and then calls
 * {@code run}. Once it runs, every method is for that thread only, and says so when it is called on
 * another, but for those of {@link twine.reactor.ReactorThreads} that are the doors from elsewhere.
 */
@NullMarked
package twine.reactor;

import org.jspecify.annotations.NullMarked;
