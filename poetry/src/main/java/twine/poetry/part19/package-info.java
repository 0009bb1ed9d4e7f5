/**
 * Part 19, I Thought I Wanted It But I Changed My Mind: a proxy that gives a download up when its
 * client has gone.
 *
 * <p><b>Thread rule.</b> Everything happens on the reactor's thread, which is the main one.
 */
@NullMarked
package twine.poetry.part19;

import org.jspecify.annotations.NullMarked;
