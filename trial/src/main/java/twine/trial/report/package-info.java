/** What comes of tests, and how {@code bin/trial} tells it. Not exported. */
@NullMarked
package twine.trial.report;

import org.jspecify.annotations.NullMarked;
