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
 * <p><b>Thread rule.</b> Everything here is called on the loop, save generators, which need none.
 * The code of a coroutine has a virtual thread of its own, so its {@link ThreadLocal}s are its own,
 * but it is on the loop like everything else: {@link twine.loop.Loop#inLoop} is true there.
 *
 * <p><b>Locks.</b> Do not hold one across an await if anything else on the same loop takes it: the
 * loop would wait for the coroutine, and the coroutine for the loop, and no JVM notices. Nor hold
 * one while firing a Deferred, if the coroutine that awaits it takes the same lock: to a lock they
 * are two threads.
 */
@NullMarked
package twine.coroutine;

import org.jspecify.annotations.NullMarked;
