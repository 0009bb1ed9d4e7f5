package twine.trial;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method to be run after each test of the class, on the test's reactor, when all of its {@link
 * SetUp} methods have succeeded, whatever came of the test. It may return a Deferred, or await. All
 * of them are run, be it that one fails; those of a superclass come last.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TearDown {}
