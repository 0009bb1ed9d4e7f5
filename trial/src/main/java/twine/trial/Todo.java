package twine.trial;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test of something that is still to be done. It is expected to fail, and reported as skipped
 * when it does; when it succeeds, it fails, because this annotation can go.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Todo {
  /** What is to be done. */
  String value();
}
