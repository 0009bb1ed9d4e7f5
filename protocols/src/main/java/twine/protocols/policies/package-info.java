/**
 * Rules for connections that hold whatever is spoken on them: how long they may be idle, how many
 * there may be, how fast they may be, and what of them is written down. Each rule is a factory that
 * wraps any other, for servers and for clients, and so they are put around one another:
 *
 * <pre>{@code
 * var poems = new PoetryFactory(poem);
 * var polite = new TimeoutFactory(reactor, Duration.ofSeconds(30), poems);
 * reactor.listenTcp(10_000, new LimitTotalConnectionsFactory(1_000, polite));
 * }</pre>
 *
 * <p>A program writes a rule of its own by extending {@link
 * twine.protocols.policies.ProtocolWrapper}, which sees all that passes between a protocol and its
 * transport, and having a {@link twine.protocols.policies.WrappingFactory} make it.
 */
@NullMarked
package twine.protocols.policies;

import org.jspecify.annotations.NullMarked;
