/**
 * What a reactor refuses: to be installed, run or asked when it cannot be. All are mistakes of the
 * program, found where they are made.
 *
 * <pre>
 *   IllegalStateException
 *    ├─ ReactorAlreadyInstalledException
 *    ├─ ReactorAlreadyRunningException
 *    ├─ ReactorNotRestartableException
 *    └─ ReactorNotRunningException
 * </pre>
 *
 * <p><b>Thread rule.</b> Exceptions are immutable and may go anywhere.
 */
@NullMarked
package twine.reactor.error;

import org.jspecify.annotations.NullMarked;
