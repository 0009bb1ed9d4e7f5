package twine.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import twine.net.TcpAddress;
import twine.reactor.spi.ListenerIo;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;

/** A server socket channel. */
final class NioListener implements ListenerIo {
  /** Elsewhere there is no SO_REUSEPORT, or one of the sockets gets everything. */
  private static final boolean BALANCES = System.getProperty("os.name").equals("Linux");

  private final NioDriver driver;
  private final ServerSocketChannel channel;
  private final Selector selector;
  private final TcpAddress host;
  private @Nullable SelectionKey key;

  NioListener(NioDriver driver, ServerSocketChannel channel, Selector selector) throws IOException {
    this.driver = driver;
    this.channel = channel;
    this.selector = selector;
    this.host = TcpAddress.of((InetSocketAddress) channel.getLocalAddress());
  }

  @Override
  public void start(Ready ready) {
    try {
      key = channel.register(selector, SelectionKey.OP_ACCEPT, ready);
    } catch (IOException e) {
      throw new UncheckedIOException("could not watch " + host, e);
    }
  }

  @Override
  public void interest(int ops) {
    if (key != null) {
      key.interestOps((ops & Ready.READ) != 0 ? SelectionKey.OP_ACCEPT : 0);
    }
  }

  @Override
  public @Nullable StreamIo accept() throws IOException {
    SocketChannel accepted = channel.accept();
    if (accepted == null) {
      return null;
    }
    accepted.configureBlocking(false);
    return new NioStream(accepted, selector);
  }

  @Override
  public boolean share() {
    try {
      if (!BALANCES || InheritedListener.is(channel)) {
        return false;
      }
      channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("could not share " + host, e);
    }
  }

  @Override
  public TcpAddress host() {
    return host;
  }

  @Override
  public void close() {
    try {
      if (key != null && InheritedListener.is(channel)) {
        key.cancel();
      } else {
        channel.close();
      }
      driver.forgetClosed();
    } catch (IOException e) {
      throw new UncheckedIOException("could not close " + host, e);
    }
  }
}
