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
 * Tells the service manager how the process is, in the protocol of {@code sd_notify(3)}: a datagram
 * to the socket that the environment variable {@code NOTIFY_SOCKET} names. The JDK has no Unix
 * sockets for datagrams.
 */
public final class SystemdNotifier {
  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;

  private static final StructLayout SOCKADDR_UN =
      MemoryLayout.structLayout(
          JAVA_SHORT.withName("family"),
          MemoryLayout.sequenceLayout(108, JAVA_BYTE).withName("path"));

  private static final long PATH = SOCKADDR_UN.byteOffset(PathElement.groupElement("path"));
  private static final long PATH_BYTES = SOCKADDR_UN.byteSize() - PATH;

  private final String address;

  /**
   * Tells the socket at {@code address}: a path, or {@code @} and a name of Linux's abstract
   * namespace.
   *
   * @throws IllegalArgumentException if no socket can have that address
   */
  public SystemdNotifier(String address) {
    boolean understood = address.startsWith("/") || address.startsWith("@");
    if (!understood || address.getBytes(UTF_8).length >= PATH_BYTES) {
      throw new IllegalArgumentException("no socket can be at '" + address + "'");
    }
    this.address = address;
  }

  /**
   * Sends assignments such as {@code READY=1}, one to a line.
   *
   * @throws PosixException if they could not be sent, for instance because nobody listens
   */
  public void send(String state) throws PosixException {
    int socket =
        new LibC.Call("socket", JAVA_INT, JAVA_INT, JAVA_INT)
            .call((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    try (Arena arena = Arena.ofConfined()) {
      byte[] path = address.getBytes(UTF_8);
      MemorySegment to = arena.allocate(SOCKADDR_UN);
      to.set(JAVA_SHORT, 0, AF_UNIX);
      MemorySegment.copy(path, 0, to, JAVA_BYTE, PATH, path.length);
      if (address.startsWith("@")) {
        to.set(JAVA_BYTE, PATH, (byte) 0); // that is how the system tells it from a path
      }
      byte[] text = state.getBytes(UTF_8);
      new LibC.Call("connect", JAVA_INT, ADDRESS, JAVA_INT)
          .call(socket, to, (int) PATH + path.length);
      new LibC.Call("send", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT)
          .call(socket, arena.allocateFrom(JAVA_BYTE, text), (long) text.length, MSG_NOSIGNAL);
    } finally {
      new LibC.Call("close", JAVA_INT).call(socket);
    }
  }

  @Override
  public String toString() {
    return "the service manager at " + address;
  }
}
