/**
 * Linux's system calls, made through the FFM API: one handle for all of them, each with a method
 * that says what it takes.
 *
 * <p>A call that fails answers with the negative number of its error, as the kernel itself does; it
 * throws nothing, for on the paths that matter "there is nothing to read" is no exception. Memory
 * is named by its address, and is the caller's to keep for as long as the call takes.
 *
 * <p><b>Thread rule.</b> Each thread brings {@link twine.linux.call.SystemCalls} of its own, since
 * the number of the last error is left there.
 */
@NullMarked
package twine.linux.call;

import org.jspecify.annotations.NullMarked;
