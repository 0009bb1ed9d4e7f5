package twine.nio;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import twine.reactor.spi.Ready;
import twine.reactor.spi.WatchIo;

/** A program's own channel under the selector. */
final class NioWatch implements WatchIo {
  private final NioDriver driver;
  private final SelectableChannel channel;
  private final SelectionKey key;

  NioWatch(NioDriver driver, Selector selector, SelectableChannel channel, Ready ready) {
    if (channel.isBlocking()) {
      throw new IllegalArgumentException(
          "the channel is in blocking mode; call configureBlocking(false) first: " + channel);
    }
    this.driver = driver;
    this.channel = channel;
    this.key = register(selector, channel, ready);
  }

  private static SelectionKey register(Selector selector, SelectableChannel channel, Ready ready) {
    try {
      // The key may be there already, released since the last selection.
      SelectionKey known = channel.keyFor(selector);
      if (known != null && known.isValid()) {
        known.attach(ready);
        return known;
      }
      return channel.register(selector, 0, ready);
    } catch (IOException e) {
      throw new IllegalArgumentException("the channel cannot be watched: " + channel, e);
    }
  }

  @Override
  public void interest(int ops) {
    if (!key.isValid()) {
      return; // the program has closed the channel; it hears nothing more of it
    }
    int valid = channel.validOps();
    int wanted = 0;
    if ((ops & Ready.READ) != 0) {
      wanted |= valid & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT);
    }
    if ((ops & Ready.WRITE) != 0) {
      boolean connecting = channel instanceof SocketChannel socket && socket.isConnectionPending();
      wanted |= connecting ? SelectionKey.OP_CONNECT : valid & SelectionKey.OP_WRITE;
    }
    key.interestOps(wanted);
  }

  @Override
  public void close() {
    if (key.isValid()) {
      key.interestOps(0);
      key.attach(null);
      driver.release(this);
    }
  }

  /** Gives the channel back to the program, unless it has been watched again meanwhile. */
  void cancelIfReleased() {
    if (attachment() == null) {
      key.cancel();
    }
  }

  private @Nullable Object attachment() {
    return key.attachment();
  }
}
