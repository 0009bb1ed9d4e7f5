/**
 * The command {@code bin/trial}. It finds the tests that its arguments name, compiling them if need
 * be, has the engines of the JUnit Platform run them, and tells what came of it. Not exported, and
 * the libraries that it needs are optional: who only uses the engine has none of them.
 */
@NullMarked
package twine.trial.command;

import org.jspecify.annotations.NullMarked;
