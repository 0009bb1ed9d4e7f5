/** The engine that runs tests. Not exported: the JUnit Platform finds it as a service. */
@NullMarked
package twine.trial.engine;

import org.jspecify.annotations.NullMarked;
