package twine.linux.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * A Unix socket that sends datagrams to another one, such as that of syslog: the JDK has none. To
 * be used by one thread at a time.
 */
public final class UnixDatagrams implements AutoCloseable {
  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int EAGAIN = 11;
  private static final int ENOBUFS = 105;

  private static final StructLayout SOCKADDR_UN =
      MemoryLayout.structLayout(
          JAVA_SHORT.withName("family"),
          MemoryLayout.sequenceLayout(108, JAVA_BYTE).withName("path"));

  private static final long PATH = SOCKADDR_UN.byteOffset(PathElement.groupElement("path"));
  private static final long PATH_BYTES = SOCKADDR_UN.byteSize() - PATH;

  private final LibC.Call send = new LibC.Call("send", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private final int socket;
  private boolean closed;

  private UnixDatagrams(int socket) {
    this.socket = socket;
  }

  /**
   * Opens one to the socket at {@code address}: a path, or {@code @} and a name of Linux's abstract
   * namespace.
   *
   * @throws PosixException if there is no such socket, or it takes no datagrams
   * @throws IllegalArgumentException if no socket can have that address
   */
  public static UnixDatagrams to(String address) throws PosixException {
    checkAddress(address);
    int socket =
        new LibC.Call("socket", JAVA_INT, JAVA_INT, JAVA_INT)
            .call((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    var opened = new UnixDatagrams(socket);
    try {
      opened.connect(address);
    } catch (PosixException e) {
      opened.close();
      throw e;
    }
    return opened;
  }

  /** Refuses what no socket can have for an address. */
  static void checkAddress(String address) {
    boolean understood = address.startsWith("/") || address.startsWith("@");
    if (!understood || address.getBytes(UTF_8).length >= PATH_BYTES) {
      throw new IllegalArgumentException("no socket can be at '" + address + "'");
    }
  }

  private void connect(String address) throws PosixException {
    try (Arena arena = Arena.ofConfined()) {
      byte[] path = address.getBytes(UTF_8);
      MemorySegment to = arena.allocate(SOCKADDR_UN);
      to.set(JAVA_SHORT, 0, AF_UNIX);
      MemorySegment.copy(path, 0, to, JAVA_BYTE, PATH, path.length);
      if (address.startsWith("@")) {
        to.set(JAVA_BYTE, PATH, (byte) 0); // that is how the system tells it from a path
      }
      new LibC.Call("connect", JAVA_INT, ADDRESS, JAVA_INT)
          .call(socket, to, (int) PATH + path.length);
    }
  }

  /**
   * Sends a datagram; waits while the other end has no room for it.
   *
   * @throws PosixException if it could not be sent, for instance because nobody listens any more
   */
  public void send(byte[] datagram) throws PosixException {
    send(datagram, MSG_NOSIGNAL);
  }

  /**
   * Sends a datagram if the other end has room for it, and never waits.
   *
   * @return whether it was sent
   * @throws PosixException if it could not be sent, for instance because nobody listens any more
   */
  public boolean offer(byte[] datagram) throws PosixException {
    try {
      send(datagram, MSG_NOSIGNAL | MSG_DONTWAIT);
      return true;
    } catch (PosixException e) {
      if (e.errno() == EAGAIN || e.errno() == ENOBUFS) {
        return false;
      }
      throw e;
    }
  }

  private void send(byte[] datagram, int flags) throws PosixException {
    if (closed) {
      throw new IllegalStateException("the socket is closed");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, datagram);
      send.call(socket, bytes, (long) datagram.length, flags);
    }
  }

  /** Closes the socket; the second time nothing happens. */
  @Override
  public void close() throws PosixException {
    if (!closed) {
      closed = true;
      new LibC.Call("close", JAVA_INT).call(socket);
    }
  }
}
