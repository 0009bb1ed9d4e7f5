package twine.net.error;

import org.jspecify.annotations.Nullable;
import twine.net.Address;

/** The program itself gave the attempt up, by {@code stopConnecting} or {@code disconnect}. */
public final class UserAbortedException extends ConnectFailedException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names {@code destination}. */
  public UserAbortedException(Address destination, @Nullable Throwable cause) {
    super(destination, "User aborted connection", cause);
  }
}
