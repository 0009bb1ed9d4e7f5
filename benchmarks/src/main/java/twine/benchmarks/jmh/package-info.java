/**
 * The parts of Twine that a program uses most, measured by JMH beside what the JDK or Netty has for
 * the same purpose: {@code bin/benchmark jmh}.
 */
@NullMarked
package twine.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
