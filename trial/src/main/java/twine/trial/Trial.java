package twine.trial;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/**
 * A test (the book's Part 15). The method runs on a reactor of its own, as a coroutine: it may
 * return a Deferred, which is waited for, it may {@linkplain twine.coroutine.Coroutine#await await}
 * others on the way, and it may be plain code that does neither.
 *
 * <p>The class is made anew for each test. Its constructor, and each method, may ask for the {@link
 * twine.reactor.Reactor}. When the tear-down methods are done too, the test fails if it has left
 * anything behind: delayed calls, open ports and connections, failures that nobody handled, and
 * logged errors that were not {@linkplain Assertions#flushLoggedErrors flushed}.
 *
 * <p>The method may be private to its package, must not be static, and its name says what is true.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Testable
public @interface Trial {}
