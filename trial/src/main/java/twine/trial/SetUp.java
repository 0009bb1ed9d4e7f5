package twine.trial;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method to be run before each test of the class, on the test's reactor. It may return a
 * Deferred, or await, and the test does not begin before it is done; nor does it begin if this
 * fails. Those of a superclass come first; else they run in the order of their names.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SetUp {}
