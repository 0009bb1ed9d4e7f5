/**
 * Straight-line code on a loop (the book's Part 17): a method that waits for Deferreds where a
 * chain would have callbacks, and lets everything else go on meanwhile.
 *
 * <pre>{@code
 * Deferred<String> poem = Coroutine.start(() -> {
 *   String original = await(getPoetry(reactor, server));
 *   try {
 *     return await(transforms.transform("cummingsify", original));
 *   } catch (Exception e) {
 *     System.err.println("Cummingsify failed!");
 *     return original;
 *   }
 * });
 * }</pre>
 *
 * <p>It is a callback chain that looks like a method, and the rules are those of callbacks: one
 * thing at a time, on one loop. Between two awaits nothing else runs there, whatever the code does;
 * if it blocks in the JDK, the loop waits with it. {@link twine.coroutine.Coroutine#blocking} is
 * how it lets go.
 *
 * <p>A {@link twine.coroutine.Generator} is code that stops in the middle, too, but not for a
 * Deferred: for whoever wants its next element.
 *
 * <p><b>Speed.</b> All of this works on any JVM that Twine runs on, and is much faster on one that
 * was started with an option which {@link twine.coroutine.BackEnd} tells of.
 *
 * <p><b>Thread rule.</b> Everything here is called on the loop, save generators, which need none.
 * The code of a coroutine has a virtual thread of its own, so its {@link ThreadLocal}s are its own,
 * but it is on the loop like everything else: {@link twine.loop.Loop#inLoop} is true there.
 *
 * <p><b>Locks.</b> Do not hold one across an await if anything else on the same loop takes it: the
 * loop would wait for the coroutine, and the coroutine for the loop, and no JVM notices. Nor hold
 * one while firing a Deferred, if the coroutine that awaits it takes the same lock: to a lock they
 * are two threads.
 *
 * <p><b>Nothing to set up.</b> In any JVM of version 25 all this works as it says here. It is
 * faster by one to two orders of magnitude, though, where the loop's thread may carry the virtual
 * threads of coroutines itself ({@link twine.coroutine.BackEnd#CARRIED}). For this {@code
 * java.lang} has to be open to Twine, by one of these:
 *
 * <pre>
 *   java --add-opens java.base/java.lang=twine.core -p … -m …     Twine on the module path
 *   java --add-opens java.base/java.lang=ALL-UNNAMED -cp … …      Twine on the class path
 *   Add-Opens: java.base/java.lang                                in the manifest, for java -jar
 *   JDK_JAVA_OPTIONS='--add-opens …'                              in the environment
 * </pre>
 *
 * <p>Which one it is, {@link twine.coroutine.Coroutine#backEnd} tells, and at level DEBUG the
 * logger {@code twine.coroutine}. {@code -Dtwine.coroutine=handed-over} demands the one that needs
 * nothing. The order of events is the same on both, with one exception: with a native method or a
 * class initializer on its stack a coroutine that is carried cannot wait, which is refused with an
 * {@link IllegalStateException}, and the other one can, but keeps one of the JDK's carriers from
 * all others meanwhile.
 *
 * <p><b>Memory.</b> A coroutine that waits takes about a kilobyte, and more the deeper its stack
 * is. One that nobody ever resumes stays in memory, even when what it awaits is garbage, because
 * the JDK lists all virtual threads; {@code -Djdk.trackAllThreads=false} stops that. So cancel what
 * nobody wants any more.
 *
 * <p><b>From outside.</b> Thread dumps that know virtual threads ({@code jcmd PID
 * Thread.dump_to_file}) show coroutines as threads with that name, and where they wait. An ordinary
 * thread, virtual or not, that wants to wait for what a coroutine gives calls {@code
 * blockingAsyncCallFromThread} of the reactor.
 */
@NullMarked
package twine.coroutine;

import org.jspecify.annotations.NullMarked;
