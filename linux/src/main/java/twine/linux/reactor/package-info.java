/**
 * Reactors on Linux's own calls: one layer of sockets, and below it three ways to wait for them.
 *
 * <pre>
 *   twine.reactor.spi ──▶ LinuxDriver ── sockets ──▶ SocketStream, SocketListener, ChannelWatch
 *                              │                          │ each a Watched, in the WatchTable
 *                              └── waits in ──▶ Poller ◀──┘ says for what
 *                                                 EpollPoller, PollPoller, SelectPoller
 * </pre>
 *
 * <p>Not exported: they are found as {@link twine.reactor.ReactorProvider}s, under the names {@code
 * epoll}, {@code poll} and {@code select}, and used by who asks for them.
 *
 * <p><b>Thread rule.</b> As for every {@link twine.reactor.spi.Driver}.
 */
@NullMarked
package twine.linux.reactor;

import org.jspecify.annotations.NullMarked;
