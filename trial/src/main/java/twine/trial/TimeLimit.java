package twine.trial;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long each set-up, test and tear-down method may take, in place of two minutes. One that takes
 * longer has its Deferred or coroutine cancelled, and the test fails. If a method does not give the
 * reactor back at all, its thread is interrupted, and the failure names the line that it is at. On
 * a class it holds for all its methods.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface TimeLimit {
  /** In seconds; more than 0. */
  double value();
}
