/**
 * A program's log (the book's Part 16): what it says of itself while nobody watches.
 *
 * <p>{@link twine.app.log.Log} is what programs call. They say a thing, and not where it goes: that
 * is up to the {@link twine.app.log.LogObserver}s, which whoever runs the program adds. As long as
 * there is none, {@code Log.msg} does nothing.
 *
 * <pre>{@code
 * Log.startLogging(System.out);
 * Log.msg("loaded a poem from: " + file);
 * Log.with("bytes", poem.length).msg("sending a poem");
 * deferred.handle(Log::err);
 * }</pre>
 *
 * <p>
 *
 * {@snippet lang="text" :
 * 2010-06-23 20:57:14-0700 [-] Log opened.
 * 2010-06-23 20:57:14-0700 [-] loaded a poem from: poetry/ecstasy.txt
 * 2010-06-23 20:57:20-0700 [PoetryFactory] sending a poem bytes=3003
 * }
 *
 * <p>While there is an observer it is also told of what goes through {@link System.Logger} and
 * {@code java.util.logging}, the engine's own errors among it.
 *
 * <p><b>Thread rule.</b> All of it may be used from any thread. Observers are called on the thread
 * that has something to say, so perhaps by several at once.
 */
@NullMarked
package twine.app.log;

import org.jspecify.annotations.NullMarked;
