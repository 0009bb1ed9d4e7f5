/** How the outcome is told: figures, tables, pictures, and what they were made on. */
@NullMarked
package twine.benchmarks.report;

import org.jspecify.annotations.NullMarked;
