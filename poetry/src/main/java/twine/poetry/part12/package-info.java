/**
 * Part 12, A Poetry Transformation Server: a server that listens and answers, built on a ready-made
 * protocol; what it does apart from how it is asked.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.part12;

import org.jspecify.annotations.NullMarked;
