/**
 * Why a connection could not be made, and why one ended.
 *
 * <pre>
 *   IOException
 *    ├─ ConnectFailedException        an attempt failed; names the address
 *    │   ├─ ConnectionRefusedException
 *    │   ├─ ConnectTimedOutException
 *    │   ├─ DnsLookupException
 *    │   ├─ NoRouteException
 *    │   └─ UserAbortedException
 *    └─ ConnectionClosedException     a connection ended
 *        ├─ ConnectionDoneException     cleanly
 *        └─ ConnectionLostException     not cleanly
 *            ├─ ConnectionAbortedException
 *            └─ WriteLimitExceededException
 *   UncheckedIOException
 *    └─ CannotListenException         a port could not be had
 * </pre>
 *
 * <p><b>Thread rule.</b> Exceptions are immutable and may go anywhere.
 */
@NullMarked
package twine.net.error;

import org.jspecify.annotations.NullMarked;
