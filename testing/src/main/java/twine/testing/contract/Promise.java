package twine.testing.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the method of a {@link Theme} that checks one promise; its name says which. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Promise {
  /** What the reactor must be able to do for this to make sense. */
  Ability[] needs() default {};
}
