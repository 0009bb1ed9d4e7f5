package twine.poetry.proxy;

import java.io.IOException;
import twine.net.Address;

/** A server has sent more than a poem may have. */
final class PoemTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  PoemTooLongException(Address server, int maxSize) {
    super("The poem from " + server + " is longer than " + maxSize + " bytes");
  }
}
