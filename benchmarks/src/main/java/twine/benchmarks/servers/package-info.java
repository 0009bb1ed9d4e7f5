/**
 * The servers that are compared, each a page of its own. All do the same work, one of two kinds:
 *
 * <ul>
 *   <li>{@code requests}: answer each request (bytes up to an empty line) with the same 120 bytes;
 *       all that one read brought is answered in one write.
 *   <li>{@code poem}: send 3,003 bytes to whoever connects, and close.
 * </ul>
 *
 * <p>Each is a program with two arguments, the work and the port on 127.0.0.1, runs on one thread
 * and ends when it is killed. The yardstick among them, {@code epoll_server.c}, is written in C.
 */
@NullMarked
package twine.benchmarks.servers;

import org.jspecify.annotations.NullMarked;
