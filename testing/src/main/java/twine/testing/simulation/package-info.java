/**
 * A network in a test tube: several hosts, each with a reactor of its own, in one JVM and on one
 * thread, in virtual time, with faults, and all of it repeated by one seed.
 *
 * <pre>{@code
 * try (var sim = new Simulation(seed)) {
 *   Host server = sim.host("server");
 *   server.start(reactor -> reactor.listenTcp(10_000, factory));
 *   Host reader = sim.host("reader");
 *   Deferred<byte[]> poem = getPoetry(reader.reactor(), "server", 10_000);
 *   sim.faults().partition(server, reader, Duration.ofSeconds(2), Duration.ofSeconds(9));
 *   assertThat(sim.await(poem)).isEqualTo(POEM);
 * }
 * }</pre>
 *
 * <p>The program is the one that runs in production: the reactors are real ones, built on the
 * kernel that all reactors are built on. Only what is under them is made up: clocks, cables and
 * chance.
 *
 * <p><b>Thread rule.</b> A simulation and everything in it belongs to the thread of the test.
 */
@NullMarked
package twine.testing.simulation;

import org.jspecify.annotations.NullMarked;
