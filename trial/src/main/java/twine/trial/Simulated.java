package twine.trial;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * A test of a whole system in virtual time. The method asks for a {@link
 * twine.testing.simulation.Simulation} and drives it; it may return a Deferred of that simulation,
 * which is then run until it fires. The method is called once for each seed, on a new object each
 * time, with its set-up and tear-down methods.
 *
 * <p>A failure names the seed. The system property {@code twine.seed}, or the option of {@code
 * bin/trial}, has tests run with that seed only.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Testable
public @interface Simulated {
  /** The first seed. */
  long seed() default 1;

  /** How many seeds are tried, counting on from the first. */
  int seeds() default 1;
}
