package twine.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The listening socket that whoever started this process had opened for it, as systemd does for
 * units with a socket: the port is ours without the right to open it, and connections that come
 * while the process starts again just wait.
 *
 * <p>The JDK knows of one, as descriptor 0. It is looked for only if the environment has {@code
 * LISTEN_FDS}, as it has under systemd, and used by who wants to listen on its port, on whatever
 * interface: which one it is, the administrator has decided.
 *
 * <p>It is never closed. The system's manager keeps it open anyhow; and the JDK, when it closes
 * such a socket, has standard output and standard error go nowhere from then on.
 */
final class InheritedListener {
  private InheritedListener() {}

  /** The inherited socket if it listens on {@code port}, else null. */
  static @Nullable ServerSocketChannel on(int port) throws IOException {
    if (System.getenv("LISTEN_FDS") != null
        && System.inheritedChannel() instanceof ServerSocketChannel channel
        && channel.getLocalAddress() instanceof InetSocketAddress address
        && address.getPort() == port) {
      return channel;
    }
    return null;
  }

  /** Whether {@code channel} is the inherited one. */
  static boolean is(Channel channel) throws IOException {
    return System.getenv("LISTEN_FDS") != null && System.inheritedChannel() == channel;
  }
}
