package twine.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import twine.net.TcpAddress;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;

/** A socket channel, registered with the selector when it is first of interest. */
final class NioStream implements StreamIo {
  private static final TcpAddress UNKNOWN = new TcpAddress("0.0.0.0", 0);

  private final SocketChannel channel;
  private final Selector selector;
  private @Nullable SelectionKey key;
  private @Nullable Ready ready;
  private @Nullable InetSocketAddress hostWhenClosed;
  private @Nullable InetSocketAddress peerWhenClosed;

  NioStream(SocketChannel channel, Selector selector) {
    this.channel = channel;
    this.selector = selector;
  }

  /** The same connection for another selector; this object has done its work. */
  NioStream movedTo(Selector other) {
    return new NioStream(channel, other);
  }

  @Override
  public void attach(Ready target) {
    ready = target;
    if (key != null) {
      key.attach(target);
    }
  }

  @Override
  public void interest(int ops) {
    int wanted = (ops & Ready.READ) != 0 ? SelectionKey.OP_READ : 0;
    if ((ops & Ready.WRITE) != 0) {
      wanted |= channel.isConnectionPending() ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE;
    }
    if (key != null) {
      key.interestOps(wanted);
      return;
    }
    try {
      key = channel.register(selector, wanted, ready);
    } catch (ClosedChannelException e) {
      throw new IllegalStateException("the channel was closed behind the reactor's back", e);
    }
  }

  @Override
  public boolean finishConnect() throws IOException {
    return channel.finishConnect();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return channel.write(from);
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() {
    try {
      hostWhenClosed = (InetSocketAddress) channel.getLocalAddress();
      peerWhenClosed = (InetSocketAddress) channel.getRemoteAddress();
    } catch (IOException e) {
      // then they stay unknown
    }
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing can be done about it, and the descriptor is gone all the same.
    }
  }

  @Override
  public void reset() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // the peer has closed it already
    }
    close();
  }

  @Override
  public TcpAddress host() {
    try {
      return address(channel.isOpen() ? channel.getLocalAddress() : hostWhenClosed);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  @Override
  public TcpAddress peer() {
    try {
      return address(channel.isOpen() ? channel.getRemoteAddress() : peerWhenClosed);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static TcpAddress address(java.net.@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress inet ? TcpAddress.of(inet) : UNKNOWN;
  }

  @Override
  public <T> T getOption(SocketOption<T> option) throws IOException {
    return channel.getOption(option);
  }

  @Override
  public <T> void setOption(SocketOption<T> option, T value) throws IOException {
    channel.setOption(option, value);
  }
}
