package twine.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import twine.net.TcpAddress;

/**
 * A port on this machine where nobody answers: its backlog is full and nobody accepts. Linux then
 * drops further attempts; other systems may refuse them, and have no such port.
 */
public final class SilentPort implements Closeable {
  private static final int BACKLOG = 1;

  private final ServerSocketChannel listening = ServerSocketChannel.open();
  private final List<SocketChannel> filling = new ArrayList<>();

  public SilentPort() throws IOException {
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    // Linux takes one more than the backlog says; the rest are attempts that never end.
    for (int i = 0; i < BACKLOG + 3; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.connect(listening.getLocalAddress());
      filling.add(channel);
    }
  }

  public boolean works() {
    return System.getProperty("os.name").equals("Linux");
  }

  public TcpAddress address() {
    return new TcpAddress("127.0.0.1", listening.socket().getLocalPort());
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : filling) {
      channel.close();
    }
    listening.close();
  }
}
