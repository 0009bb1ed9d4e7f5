/** What is logged while a test runs. Not exported. */
@NullMarked
package twine.trial.log;

import org.jspecify.annotations.NullMarked;
