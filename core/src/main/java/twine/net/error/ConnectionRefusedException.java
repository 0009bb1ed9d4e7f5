package twine.net.error;

import org.jspecify.annotations.Nullable;
import twine.net.Address;

/** Nobody listens at the address, or a firewall says so. */
public final class ConnectionRefusedException extends ConnectFailedException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names {@code destination}. */
  public ConnectionRefusedException(Address destination, @Nullable Throwable cause) {
    super(destination, "Connection was refused by other side", cause);
  }
}
