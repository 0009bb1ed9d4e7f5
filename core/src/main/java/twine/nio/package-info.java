/**
 * The default driver, on {@link java.nio.channels.Selector}: portable, quick to start, and, used
 * with care, within a tenth of a C program on epoll.
 *
 * <p>Not exported: it is found as a {@link twine.reactor.ReactorProvider}, under the names {@code
 * nio} and {@code nio-poll}.
 *
 * <p><b>Thread rule.</b> As for every {@link twine.reactor.spi.Driver}.
 */
@NullMarked
package twine.nio;

import org.jspecify.annotations.NullMarked;
