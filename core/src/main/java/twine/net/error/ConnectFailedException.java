package twine.net.error;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import twine.net.Address;

/** An attempt to connect failed; the subclasses tell the common reasons apart. */
public sealed class ConnectFailedException extends IOException
    permits ConnectionRefusedException,
        ConnectTimedOutException,
        DnsLookupException,
        NoRouteException,
        UserAbortedException {
  private static final long serialVersionUID = 1L;

  private final transient Address destination;

  /**
   * Creates the exception; the message is {@code what} and the destination.
   *
   * @param destination where the attempt went
   * @param what what happened, as a clause that an address can follow after a colon
   * @param cause the system's own report, if there is one
   */
  public ConnectFailedException(Address destination, String what, @Nullable Throwable cause) {
    super(what + ": " + destination, cause);
    this.destination = destination;
  }

  /** Where the attempt went. */
  public final Address destination() {
    return destination;
  }
}
