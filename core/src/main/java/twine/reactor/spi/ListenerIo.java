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

  /**
   * Lets sockets of other reactors listen beside this one, each of which then gets a part of the
   * connections ({@code SO_REUSEPORT} where that balances, as on Linux). They are opened with
   * {@link twine.reactor.ListenOptions#reusePort}.
   *
   * @return whether that can be; if not, nothing has changed
   */
  default boolean share() {
    return false;
  }

  /** The address that is listened on, with the port the system chose. */
  TcpAddress host();

  /** Closes the socket; the port is free after the next {@link Driver#await} at the latest. */
  void close();
}
