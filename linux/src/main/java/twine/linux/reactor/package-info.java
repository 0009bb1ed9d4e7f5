/**
 * Reactors on Linux's own calls: a layer of sockets, and below it a way to wait for them.
 *
 * <pre>
 *   twine.reactor.spi ──▶ LinuxDriver ── sockets ──▶ SocketStream, SocketListener, ChannelWatch
 *                              │                          │ each a Watched, in the WatchTable
 *                              └── waits in ──▶ Poller ◀──┘ says for what
 *                                                 EpollPoller
 * </pre>
 *
 * <p>Not exported: they are found as {@link twine.reactor.ReactorProvider}s, under the name {@code
 * epoll}, and used by who asks for them.
 *
 * <p><b>Thread rule.</b> As for every {@link twine.reactor.spi.Driver}.
 */
@NullMarked
package twine.linux.reactor;

import org.jspecify.annotations.NullMarked;
