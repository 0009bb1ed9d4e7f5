package twine.reactor.spi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import twine.net.TcpAddress;

/** A listening socket. */
public interface ListenerIo {

  /** Says whom to call when there is a connection to accept, and begins to. */
  void start(Ready ready);

  /** Goes on ({@link Ready#READ}) or stops (0) telling of connections; they wait meanwhile. */
  void interest(int ops);

  /**
   * Accepts a connection.
   *
   * @return the connection, or null if there is none
   * @throws IOException if one cannot be had, for want of file descriptors say
   */
  @Nullable StreamIo accept() throws IOException;

  /** The address that is listened on, with the port the system chose. */
  TcpAddress host();

  /** Closes the socket; the port is free after the next {@link Driver#await} at the latest. */
  void close();
}
