package twine.linux.reactor;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import twine.linux.call.SystemCalls;
import twine.net.TcpAddress;

/**
 * The addresses of sockets, as the system wants them: {@code sockaddr_in} and {@code sockaddr_in6},
 * in the one place that a reactor has for them.
 */
final class SocketAddresses {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  private static final ValueLayout.OfShort BIG_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

  private static final ValueLayout.OfInt BIG_INT = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);

  private static final int PORT = 2;
  private static final int IPV4 = 4;
  private static final int IPV4_BYTES = 16; // with what is unused
  private static final int IPV6 = 8;
  private static final int SCOPE = 24;
  private static final int IPV6_BYTES = 28;

  /**
   * The first bytes of an IPv6 address that stands for an IPv4 one: ten zeros, and two of these.
   */
  private static final int MAPPED = 10;

  private static final byte MAPPED_BYTE = (byte) 0xFF;

  private final SystemCalls calls;
  private final MemorySegment room;
  private final MemorySegment length;

  // Many connections come from the same host, one after the other.
  private int lastIpv4;
  private String lastIpv4Text = "0.0.0.0";

  SocketAddresses(SystemCalls calls, Arena arena) {
    this.calls = calls;
    this.room = arena.allocate(IPV6_BYTES, Long.BYTES);
    this.length = arena.allocate(JAVA_INT);
  }

  // ---- to the system

  /** Where the address is that was written last, and where a call may write one. */
  long address() {
    return room.address();
  }

  /** Where the length of the room is, for a call to write one. */
  long length() {
    length.set(JAVA_INT, 0, IPV6_BYTES);
    return length.address();
  }

  /**
   * Writes an address for a socket of the given family; one of IPv4 for IPv6, too.
   *
   * @return its length
   */
  int write(InetSocketAddress address, int family) {
    byte[] ip = address.getAddress().getAddress();
    room.fill((byte) 0);
    room.set(JAVA_SHORT, 0, (short) family);
    room.set(BIG_SHORT, PORT, (short) address.getPort());
    if (family == AF_INET) {
      MemorySegment.copy(ip, 0, room, JAVA_BYTE, IPV4, ip.length);
      return IPV4_BYTES;
    }
    if (address.getAddress() instanceof Inet6Address six) {
      MemorySegment.copy(ip, 0, room, JAVA_BYTE, IPV6, ip.length);
      room.set(JAVA_INT, SCOPE, six.getScopeId());
    } else if (!address.getAddress().isAnyLocalAddress()) { // any of IPv4 is any of both
      room.set(JAVA_BYTE, IPV6 + MAPPED, MAPPED_BYTE);
      room.set(JAVA_BYTE, IPV6 + MAPPED + 1, MAPPED_BYTE);
      MemorySegment.copy(ip, 0, room, JAVA_BYTE, IPV6 + MAPPED + 2, ip.length);
    }
    return IPV6_BYTES;
  }

  // ---- from the system

  /** A socket's own address, or null if it has none any more. */
  @Nullable TcpAddress ofSocket(int socket) {
    return calls.socketName(socket, address(), length()) < 0 ? null : read();
  }

  /** Its peer's, or null if it has none. */
  @Nullable TcpAddress ofPeer(int socket) {
    return calls.peerName(socket, address(), length()) < 0 ? null : read();
  }

  /** What a call has written. */
  TcpAddress read() {
    int port = Short.toUnsignedInt(room.get(BIG_SHORT, PORT));
    if (room.get(JAVA_SHORT, 0) == AF_INET) {
      return new TcpAddress(ipv4(IPV4), port);
    }
    return new TcpAddress(isMapped() ? ipv4(IPV6 + MAPPED + 2) : ipv6(), port);
  }

  private boolean isMapped() {
    return room.get(JAVA_LONG, IPV6) == 0 && room.get(BIG_INT, IPV6 + Long.BYTES) == 0xFFFF;
  }

  private String ipv4(int at) {
    int ip = room.get(BIG_INT, at);
    if (ip != lastIpv4) {
      StringBuilder text = new StringBuilder(15);
      for (int shift = 24; shift >= 0; shift -= Byte.SIZE) {
        text.append(ip >>> shift & 0xFF).append(shift == 0 ? "" : ".");
      }
      lastIpv4 = ip;
      lastIpv4Text = text.toString();
    }
    return lastIpv4Text;
  }

  private String ipv6() {
    byte[] ip = room.asSlice(IPV6, 16).toArray(JAVA_BYTE);
    int scope = room.get(JAVA_INT, SCOPE);
    try {
      InetAddress address =
          scope == 0 ? InetAddress.getByAddress(ip) : Inet6Address.getByAddress(null, ip, scope);
      return address.getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 16 bytes is one of IPv6", e);
    }
  }
}
