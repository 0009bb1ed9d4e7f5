@NullMarked
package twine.examples;

import org.jspecify.annotations.NullMarked;
