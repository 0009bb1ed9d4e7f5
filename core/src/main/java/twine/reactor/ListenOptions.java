package twine.reactor;

/**
 * How to listen.
 *
 * @param iface the host name or numeric address of the interface to listen on; empty for all
 * @param backlog how many connections the system may hold until they are accepted
 * @param reuseAddress whether a port that lately closed connections still wait for may be had
 *     (SO_REUSEADDR)
 * @param reusePort whether several sockets may listen on the port and share its connections
 *     (SO_REUSEPORT); refused with a clear error where the system has no such thing
 */
public record ListenOptions(String iface, int backlog, boolean reuseAddress, boolean reusePort) {

  /** All interfaces, a backlog of 1024, an address that can be had again at once. */
  public static final ListenOptions DEFAULT = new ListenOptions("", 1024, true, false);

  /** {@link #DEFAULT} on 127.0.0.1 only: what this machine alone can reach. */
  public static final ListenOptions LOOPBACK = on("127.0.0.1");

  /**
   * Checks the backlog.
   *
   * @throws IllegalArgumentException if the backlog is not positive
   */
  public ListenOptions {
    if (backlog < 1) {
      throw new IllegalArgumentException("the backlog must be positive, not " + backlog);
    }
  }

  /** {@link #DEFAULT} on the interface with the given name or numeric address. */
  public static ListenOptions on(String iface) {
    return DEFAULT.withInterface(iface);
  }

  /** The same on another interface. */
  public ListenOptions withInterface(String iface) {
    return new ListenOptions(iface, backlog, reuseAddress, reusePort);
  }

  /** The same with another backlog. */
  public ListenOptions withBacklog(int backlog) {
    return new ListenOptions(iface, backlog, reuseAddress, reusePort);
  }

  /** The same with SO_REUSEADDR set or not. */
  public ListenOptions withReuseAddress(boolean reuseAddress) {
    return new ListenOptions(iface, backlog, reuseAddress, reusePort);
  }

  /** The same with SO_REUSEPORT set or not. */
  public ListenOptions withReusePort(boolean reusePort) {
    return new ListenOptions(iface, backlog, reuseAddress, reusePort);
  }
}
