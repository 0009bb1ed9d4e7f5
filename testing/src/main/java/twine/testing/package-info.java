/**
 * What tests of Twine programs need: a network in memory with virtual time, timers that move when
 * they are told to, and a transport that records.
 *
 * <ul>
 *   <li>A protocol alone: {@link twine.testing.StringTransport} records what it writes.
 *   <li>Whom some code wants to connect to: {@link twine.testing.RecordingTcp} records it, and lets
 *       it happen or not.
 *   <li>Two protocols that talk to each other: {@link twine.testing.Pump} moves their bytes, cut as
 *       the test wants them.
 *   <li>Something that only waits: {@link twine.testing.VirtualTimers} moves when told.
 *   <li>Servers and clients together: {@link twine.testing.MemoryReactors} makes a real reactor
 *       whose network is in memory, so that {@code run} takes no real time and is repeated by its
 *       seed.
 *   <li>What a reactor survives and only logs: {@link twine.testing.LoggedErrors} hears it.
 *   <li>A new reactor: {@link twine.testing.contract.ReactorContract} says whether it is one.
 * </ul>
 *
 * <p><b>Thread rule.</b> Everything here belongs to the thread of the test, which is the one that
 * runs the reactor, if there is one.
 */
@NullMarked
package twine.testing;

import org.jspecify.annotations.NullMarked;
