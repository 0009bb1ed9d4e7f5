package twine.linux.posix;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Tells the service manager how the process is, in the protocol of {@code sd_notify(3)}: a datagram
 * to the socket that the environment variable {@code NOTIFY_SOCKET} names.
 */
public final class SystemdNotifier {
  private final String address;

  /**
   * Tells the socket at {@code address}: a path, or {@code @} and a name of Linux's abstract
   * namespace.
   *
   * @throws IllegalArgumentException if no socket can have that address
   */
  public SystemdNotifier(String address) {
    UnixDatagrams.checkAddress(address);
    this.address = address;
  }

  /**
   * Sends assignments such as {@code READY=1}, one to a line.
   *
   * @throws PosixException if they could not be sent, for instance because nobody listens
   */
  public void send(String state) throws PosixException {
    try (UnixDatagrams socket = UnixDatagrams.to(address)) {
      socket.send(state.getBytes(UTF_8));
    }
  }

  @Override
  public String toString() {
    return "the service manager at " + address;
  }
}
