package twine.net.error;

import org.jspecify.annotations.Nullable;
import twine.net.Address;

/** The network knows no way to the address. */
public final class NoRouteException extends ConnectFailedException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names {@code destination}. */
  public NoRouteException(Address destination, @Nullable Throwable cause) {
    super(destination, "No route to host", cause);
  }
}
