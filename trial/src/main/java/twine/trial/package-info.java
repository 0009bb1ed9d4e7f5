/**
 * Tests of asynchronous code (the book's Part 15). A test may return a Deferred, or wait in the
 * middle; it runs on a reactor of its own, and fails if it leaves something behind.
 *
 * <pre>{@code
 * final class PoetryTest {
 *   private final Reactor reactor;
 *   private TcpPort port;
 *
 *   PoetryTest(Reactor reactor) { this.reactor = reactor; }
 *
 *   @SetUp void serve() { port = reactor.listenTcp(0, Factory.of(PoetryProtocol::new), LOOPBACK); }
 *   @TearDown Deferred<?> close() { return port.stopListening(); }
 *
 *   @Trial Deferred<?> theWholePoemArrives() {
 *     return getPoetry(reactor, port.getHost()).onResult(poem -> assertThat(poem).isEqualTo(POEM));
 *   }
 * }
 * }</pre>
 *
 * <p>The tests are run by an engine of the JUnit Platform, which IDEs and build tools find by
 * themselves when this module is there, beside other engines. A class belongs to one engine: one
 * that has tests of Jupiter, too, is an error. Any assertions can be used; {@link
 * twine.trial.Assertions} has those that are about Deferreds.
 */
@NullMarked
package twine.trial;

import org.jspecify.annotations.NullMarked;
