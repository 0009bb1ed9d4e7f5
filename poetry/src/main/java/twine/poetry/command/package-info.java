/**
 * What the programs share and the book leaves out: addresses and numbers on the command line, files
 * with poems, how poems, tasks and troubles are printed, and the end of a server by Ctrl-C.
 *
 * <p><b>Thread rule.</b> Each program uses these classes on one thread.
 */
@NullMarked
package twine.poetry.command;

import org.jspecify.annotations.NullMarked;
