/**
 * What a program that runs for years is made of: services, which can be started and stopped, and
 * the collections that start and stop them together (the book's Part 16).
 *
 * <pre>
 *   Application "fastpoetry"            what the runner starts and stops
 *     └─ MultiService                   groups what belongs together
 *          ├─ PoetryService             yours: a {@link twine.app.service.Service} that loads a poem
 *          └─ TcpServer                 one of {@link twine.app.net}: serves it
 * </pre>
 *
 * <p><b>A life.</b> A runner calls {@link twine.app.service.Service#privilegedStartService} on the
 * top, gives its privileges up, calls {@link twine.app.service.Service#startService}, and when the
 * process has to end {@link twine.app.service.Service#stopService}, whose Deferred it waits for.
 * Collections pass the first two on to their children in order, and the last one in the reverse
 * order, each child when the one before it has stopped, or its {@linkplain
 * twine.app.service.Service#setStopTimeout time} is over. If a child does not start, those that did
 * are stopped again, and the exception names it.
 *
 * <p><b>The reactor.</b> A tree of services belongs to one reactor, which every service in it gets
 * from {@link twine.app.service.Service#reactor}. It is the one that the top of the tree
 * {@linkplain twine.app.service.Service#setReactor was given}, or else the installed one. So a
 * service that takes time, chance and connections from there runs in a simulation as it does in
 * production.
 *
 * <p><b>Thread rule.</b> A tree may be built on any one thread, before it is started. From then on
 * it belongs to its reactor's thread, and all methods are to be called there.
 */
@NullMarked
package twine.app.service;

import org.jspecify.annotations.NullMarked;
