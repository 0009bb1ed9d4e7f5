/**
 * The servers that are compared, each a page of its own; those that are not written in Java lie
 * beside this package, in directories named after their languages. All do the same work, one of
 * four kinds:
 *
 * <ul>
 *   <li>{@code requests}: answer each request (bytes up to an empty line) with the same 120 bytes;
 *       all that one read brought is answered in one write.
 *   <li>{@code poem}: send 3,003 bytes to whoever connects, and close.
 *   <li>{@code stream}: send 128 MiB to whoever connects, in chunks of 64 KiB, no faster than they
 *       are taken, by whatever the server has for that purpose; then close.
 *   <li>{@code slow}: send 11 bytes of the poem to whoever connects, and the next 11 every 0.7
 *       seconds, with a timer for each client; after the end of the poem comes its beginning.
 * </ul>
 *
 * <p>Each is a program with two arguments, the work and the port on 127.0.0.1, runs on one thread
 * as far as that is for it to decide, and ends when it is killed. The yardstick among them, {@code
 * epoll_server.c}, is written in C.
 */
@NullMarked
package twine.benchmarks.servers;

import org.jspecify.annotations.NullMarked;
