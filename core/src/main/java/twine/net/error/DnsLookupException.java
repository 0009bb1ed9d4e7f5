package twine.net.error;

import org.jspecify.annotations.Nullable;
import twine.net.Address;

/** The host's name could not be resolved to an address. */
public final class DnsLookupException extends ConnectFailedException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names {@code destination}. */
  public DnsLookupException(Address destination, @Nullable Throwable cause) {
    super(destination, "DNS lookup failed", cause);
  }
}
