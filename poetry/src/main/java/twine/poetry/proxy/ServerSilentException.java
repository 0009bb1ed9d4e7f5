package twine.poetry.proxy;

import java.io.IOException;
import java.time.Duration;
import twine.loop.Seconds;
import twine.net.Address;

/** A server has sent nothing for too long. */
final class ServerSilentException extends IOException {
  private static final long serialVersionUID = 1L;

  ServerSilentException(Address server, Duration silence) {
    super("Nothing came from " + server + " for " + Seconds.of(silence) + " s");
  }
}
