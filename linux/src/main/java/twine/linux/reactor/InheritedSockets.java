package twine.linux.reactor;

import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;
import twine.linux.call.SystemCalls;
import twine.net.TcpAddress;

/**
 * The listening sockets that whoever started this process had opened for it, as systemd does for
 * units with sockets: the ports are ours without the right to open them, and connections that come
 * while the process starts again just wait.
 *
 * <p>They are descriptors from 3 on, as many as {@code LISTEN_FDS} says, and meant for the process
 * that {@code LISTEN_PID} names; descriptor 0 counts, too, because a launcher may have moved the
 * only one there for the JDK to find. Each is used by who wants to listen on its port, on whatever
 * interface: which one it is, the administrator has decided.
 *
 * <p>What is used is a duplicate. The inherited descriptor stays open, so that the port can be
 * listened on again.
 */
final class InheritedSockets {
  private static final int FIRST = 3;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int O_NONBLOCK = 0x800;

  private final SystemCalls calls;
  private final SocketAddresses addresses;
  private final SocketOptions options;
  private final Map<String, String> environment;

  InheritedSockets(
      SystemCalls calls,
      SocketAddresses addresses,
      SocketOptions options,
      Map<String, String> environment) {
    this.calls = calls;
    this.addresses = addresses;
    this.options = options;
    this.environment = environment;
  }

  /** The descriptors that may be such sockets; none if the environment does not speak of any. */
  private IntStream candidates() {
    String count = environment.get("LISTEN_FDS");
    if (count == null) {
      return IntStream.empty();
    }
    String process = Long.toString(ProcessHandle.current().pid());
    boolean ours = process.equals(environment.get("LISTEN_PID")) && count.matches("\\d{1,6}");
    int end = ours ? FIRST + Integer.parseInt(count) : FIRST;
    return IntStream.concat(IntStream.of(0), IntStream.range(FIRST, end));
  }

  /**
   * A descriptor of the one that listens on {@code port}, to be closed when it is not used any
   * more; negative if there is none.
   *
   * @throws IOException if there is one, and it cannot be had
   */
  int on(int port) throws IOException {
    for (int candidate : candidates().toArray()) {
      TcpAddress address = listens(candidate) ? addresses.ofSocket(candidate) : null;
      if (address != null && address.port() == port) {
        return duplicate(candidate);
      }
    }
    return -1;
  }

  private boolean listens(int candidate) {
    try {
      int family = options.get(candidate, SocketOptions.SO_DOMAIN);
      return options.get(candidate, SocketOptions.SO_ACCEPTCONN) != 0
          && (family == SocketAddresses.AF_INET || family == SocketAddresses.AF_INET6);
    } catch (IOException e) {
      return false; // it is no socket, or none at all
    }
  }

  private int duplicate(int inherited) throws IOException {
    int flags = Failures.check("fcntl", calls.fcntl(inherited, F_GETFL, 0));
    Failures.check("fcntl", calls.fcntl(inherited, F_SETFL, flags | O_NONBLOCK));
    return Failures.check("fcntl", calls.fcntl(inherited, SystemCalls.F_DUPFD_CLOEXEC, 0));
  }
}
