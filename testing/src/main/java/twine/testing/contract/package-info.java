/**
 * What every reactor promises, as checks that can be run over any of them: the kernel on a new
 * driver, or a reactor that is made quite differently.
 *
 * <p>{@link twine.testing.contract.ReactorContract} lists the checks by theme; each is a {@link
 * twine.testing.contract.Check} with the promise as its name. They need no test framework, so they
 * fit into any: with JUnit, a {@code @TestFactory} that maps each check to a dynamic test.
 *
 * <p><b>Thread rule.</b> Checks may be run on any thread, one at a time: each looks at what is
 * logged meanwhile.
 */
@NullMarked
package twine.testing.contract;

import org.jspecify.annotations.NullMarked;
