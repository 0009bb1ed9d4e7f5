package twine.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.reactor.ListenOptions;
import twine.reactor.spi.ListenerIo;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;
import twine.reactor.spi.SystemDriver;
import twine.reactor.spi.WatchIo;

/** A driver on one selector. The attachment of each key is whom to call. */
final class NioDriver extends SystemDriver {
  private final Selector selector;
  private final List<NioWatch> released = new ArrayList<>();
  private boolean selecting;

  NioDriver(String name, Selector selector) {
    super(name);
    this.selector = selector;
  }

  @Override
  public void await(long timeoutNanos) throws IOException {
    releaseWatches();
    // A selector does not wait while an interrupt is pending, so code that restores one, as it
    // should elsewhere, would let the reactor spin. On this thread an interrupt means nothing.
    boolean ignored = Thread.interrupted();
    selecting = true;
    // With a consumer the selector keeps no set of selected keys: 7 % less CPU for each request.
    if (timeoutNanos == 0) {
      selector.selectNow(NioDriver::dispatch);
    } else {
      selector.select(NioDriver::dispatch, timeoutNanos < 0 ? 0 : millis(timeoutNanos));
    }
    selecting = false;
  }

  /** Rounded up: a timer may be late but not early. */
  private static long millis(long nanos) {
    return (nanos - 1) / 1_000_000 + 1;
  }

  private static void dispatch(SelectionKey key) {
    if (key.isValid() && key.attachment() instanceof Ready ready) {
      int ops = key.readyOps();
      int readable = ops & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT);
      int writable = ops & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT);
      ready.ready((readable != 0 ? Ready.READ : 0) | (writable != 0 ? Ready.WRITE : 0));
    }
  }

  @Override
  public void wakeup() {
    selector.wakeup();
  }

  @Override
  public ListenerIo listen(InetSocketAddress local, ListenOptions options) throws IOException {
    ServerSocketChannel inherited = InheritedListener.on(local.getPort());
    if (inherited != null) {
      inherited.configureBlocking(false);
      return new NioListener(this, inherited, selector);
    }
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, options.reuseAddress());
      if (options.reusePort()) {
        if (!channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
          throw new IOException("this system has no SO_REUSEPORT");
        }
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      channel.bind(local, options.backlog());
      return new NioListener(this, channel, selector);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public StreamIo connect(InetSocketAddress remote, @Nullable InetSocketAddress local)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      if (local != null) {
        channel.bind(local);
      }
      channel.connect(remote);
      return new NioStream(channel, selector);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public boolean canAdopt() {
    return true;
  }

  @Override
  public StreamIo adopt(StreamIo accepted) {
    return ((NioStream) accepted).movedTo(selector);
  }

  @Override
  public WatchIo watch(SelectableChannel channel, Ready ready) {
    return new NioWatch(this, selector, channel, ready);
  }

  /** The watch is over, unless its channel is watched again before the next wait. */
  void release(NioWatch watch) {
    released.add(watch);
  }

  // A cancelled key keeps its channel from being registered again until the selector has been at
  // work, so keys are cancelled only just before that.
  private void releaseWatches() {
    if (!released.isEmpty()) {
      released.forEach(NioWatch::cancelIfReleased);
      released.clear();
    }
  }

  /**
   * Has the selector let go of channels that were closed: until then their descriptors are open.
   * From inside a selection that has to wait for the next one.
   */
  void forgetClosed() throws IOException {
    if (!selecting) {
      selector.selectNow(ignored -> {}); // what is ready stays so, and is told in the next wait
    }
  }

  @Override
  public void close() {
    try {
      for (SelectionKey key : selector.keys()) {
        if (key.attachment() instanceof Ready) {
          key.channel().close();
        }
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the selector failed", e);
    }
  }
}
