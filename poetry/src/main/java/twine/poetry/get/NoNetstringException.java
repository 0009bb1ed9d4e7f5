package twine.poetry.get;

import java.io.IOException;
import twine.net.Address;
import twine.protocols.MessageRefusedException;

/** A server was asked for a poem as a netstring, and sent something else. */
final class NoNetstringException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names the server and shows what it sent. */
  NoNetstringException(Address server, MessageRefusedException why) {
    super(server + " did not send its poem as a netstring: " + why.getMessage(), why);
  }
}
