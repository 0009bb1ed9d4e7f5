/**
 * The code that our users would like to write, as tests: an API is judged from the caller's side.
 */
package twine.sketches;
