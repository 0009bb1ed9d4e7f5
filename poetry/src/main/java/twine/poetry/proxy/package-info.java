/**
 * {@code proxy}: the proxy that a person would use (Parts 14 and 19, with their exercises).
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.proxy;

import org.jspecify.annotations.NullMarked;
