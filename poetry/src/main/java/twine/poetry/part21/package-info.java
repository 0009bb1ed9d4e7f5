/**
 * Part 21: the clients in the manner of Haskell. A poem is a list that looks complete and is not:
 * what is not here yet is waited for where somebody looks at it.
 */
@NullMarked
package twine.poetry.part21;

import org.jspecify.annotations.NullMarked;
