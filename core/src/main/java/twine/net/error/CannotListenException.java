package twine.net.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import twine.net.Address;

/**
 * A port could not be listened on: it is in use, or not ours to use. Unchecked, because it is
 * thrown where a program sets itself up and most programs can do nothing about it.
 */
public final class CannotListenException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names {@code address} and what the system says. */
  public CannotListenException(Address address, IOException cause) {
    super("Couldn't listen on " + address + ": " + cause.getMessage(), cause);
  }
}
