/**
 * More than one core: reactors that share nothing but their ports.
 *
 * <p>A program that serves a poem on all cores:
 *
 * <pre>{@code
 * byte[] poem = Files.readAllBytes(Path.of("poetry/ecstasy.txt"));
 * ReactorGroup group = ReactorGroup.create();
 * group.listenTcp(10_000, reactor -> Factory.of(() -> new PoetryProtocol(poem)));
 * group.run();
 * }</pre>
 *
 * <p>Each reactor has a thread, and a factory with all that its protocols use; so nothing needs a
 * lock, and code that was written for one reactor runs on several as it is. What is handed from one
 * to another must be immutable, or handed over by {@code callFromThread}.
 *
 * <p><b>Thread rule.</b> The methods of a group may be called from any thread. What belongs to one
 * of its reactors belongs to that one's thread.
 */
@NullMarked
package twine.reactor.group;

import org.jspecify.annotations.NullMarked;
