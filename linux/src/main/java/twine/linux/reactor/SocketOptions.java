package twine.linux.reactor;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;
import twine.linux.call.SystemCalls;

/** The options of sockets that the JDK has names for, and those that this package needs. */
final class SocketOptions {
  private static final int SOL_SOCKET = 1;
  private static final int IPPROTO_IP = 0;
  private static final int IPPROTO_TCP = 6;
  private static final int IPPROTO_IPV6 = 41;

  static final Known SO_REUSEADDR = new Known(SOL_SOCKET, 2, Kind.PLAIN);
  static final Known SO_ERROR = new Known(SOL_SOCKET, 4, Kind.PLAIN);
  static final Known SO_REUSEPORT = new Known(SOL_SOCKET, 15, Kind.PLAIN);
  static final Known SO_ACCEPTCONN = new Known(SOL_SOCKET, 30, Kind.PLAIN);
  static final Known IPV6_V6ONLY = new Known(IPPROTO_IPV6, 26, Kind.PLAIN);

  static final Known SO_LINGER = new Known(SOL_SOCKET, 13, Kind.LINGER);
  static final Known SO_DOMAIN = new Known(SOL_SOCKET, 39, Kind.PLAIN);
  private static final Known IPV6_TCLASS = new Known(IPPROTO_IPV6, 67, Kind.PLAIN);

  private static final Map<SocketOption<?>, Known> STANDARD =
      Map.of(
          StandardSocketOptions.SO_REUSEADDR, SO_REUSEADDR,
          StandardSocketOptions.SO_REUSEPORT, SO_REUSEPORT,
          StandardSocketOptions.SO_LINGER, SO_LINGER,
          StandardSocketOptions.SO_SNDBUF, new Known(SOL_SOCKET, 7, Kind.BUFFER),
          StandardSocketOptions.SO_RCVBUF, new Known(SOL_SOCKET, 8, Kind.BUFFER),
          StandardSocketOptions.SO_KEEPALIVE, new Known(SOL_SOCKET, 9, Kind.PLAIN),
          StandardSocketOptions.TCP_NODELAY, new Known(IPPROTO_TCP, 1, Kind.PLAIN),
          StandardSocketOptions.IP_TOS, new Known(IPPROTO_IP, 1, Kind.PLAIN));

  private enum Kind {
    PLAIN,
    BUFFER, // Linux doubles what is set, for its own needs, and tells of the double
    LINGER // two numbers: whether, and how many seconds
  }

  /** An option, as the system numbers it. */
  record Known(int level, int number, Kind kind) {}

  private final SystemCalls calls;
  private final MemorySegment value;
  private final MemorySegment length;

  SocketOptions(SystemCalls calls, Arena arena) {
    this.calls = calls;
    this.value = arena.allocate(2 * Integer.BYTES, Integer.BYTES);
    this.length = arena.allocate(JAVA_INT);
  }

  // ---- by the JDK's names

  <T> T get(int socket, SocketOption<T> option) throws IOException {
    int number = get(socket, known(socket, option));
    return option.type() == Boolean.class
        ? option.type().cast(number != 0)
        : option.type().cast(number);
  }

  <T> void set(int socket, SocketOption<T> option, T value) throws IOException {
    int number = value instanceof Boolean flag ? (flag ? 1 : 0) : (Integer) value;
    set(socket, known(socket, option), number);
  }

  private Known known(int socket, SocketOption<?> option) throws IOException {
    Known known = STANDARD.get(option);
    if (known == null) {
      throw new UnsupportedOperationException(option + " is no option of a TCP socket here");
    }
    boolean six =
        option == StandardSocketOptions.IP_TOS
            && get(socket, SO_DOMAIN) == SocketAddresses.AF_INET6;
    return six ? IPV6_TCLASS : known;
  }

  // ---- by number

  int get(int socket, Known option) throws IOException {
    boolean linger = option.kind == Kind.LINGER;
    length.set(JAVA_INT, 0, linger ? 2 * Integer.BYTES : Integer.BYTES);
    Failures.check(
        calls.getOption(socket, option.level, option.number, value.address(), length.address()));
    int first = value.get(JAVA_INT, 0);
    return switch (option.kind) {
      case PLAIN -> first;
      case BUFFER -> first / 2;
      case LINGER -> first == 0 ? -1 : value.get(JAVA_INT, Integer.BYTES);
    };
  }

  void set(int socket, Known option, int number) throws IOException {
    boolean linger = option.kind == Kind.LINGER;
    value.set(JAVA_INT, 0, linger ? (number < 0 ? 0 : 1) : number);
    value.set(JAVA_INT, Integer.BYTES, Math.max(0, number));
    int bytes = linger ? 2 * Integer.BYTES : Integer.BYTES;
    Failures.check(calls.setOption(socket, option.level, option.number, value.address(), bytes));
  }
}
