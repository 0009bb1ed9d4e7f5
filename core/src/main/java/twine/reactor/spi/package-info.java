/**
 * The kernel that every reactor is built on. What a timer, a transport, a port or a connector
 * <em>means</em> is written once, here, over a small {@link twine.reactor.spi.Driver} that only
 * knows how to do I/O and how to wait for it.
 *
 * <pre>
 *   Reactor (API)  ◀── implements ──  KernelReactor ── uses ──▶  Driver, StreamIo, ListenerIo, WatchIo
 *                                      timers, calls from         nio, epoll, memory, simulation
 *                                      threads, turns, states
 * </pre>
 *
 * <p>To make a reactor: implement {@link twine.reactor.spi.Driver}, pass it to {@link
 * twine.reactor.spi.KernelReactor}, and run the contract suite of {@code twine.testing} over it.
 *
 * <p><b>Thread rule.</b> The kernel calls a driver on the reactor's thread only, but for {@link
 * twine.reactor.spi.Driver#wakeup}, {@link twine.reactor.spi.Driver#nanoTime} and {@link
 * twine.reactor.spi.Driver#lookup}.
 */
@NullMarked
package twine.reactor.spi;

import org.jspecify.annotations.NullMarked;
