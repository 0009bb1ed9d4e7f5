package twine.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * A load made by this program itself, on one thread, over a fixed number of connections: as soon as
 * one answer is there, the next is asked for.
 */
abstract class SelectorLoad implements Load {
  private static final int CONNECTIONS_BEFORE_A_LOOK = 64;

  private final int connections;
  private final ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);

  SelectorLoad(int connections) {
    this.connections = connections;
  }

  /** The connection is there. */
  abstract void connected(SelectionKey key) throws IOException;

  /**
   * Bytes have arrived.
   *
   * @param length how many; -1 at the end
   * @return how many answers are complete with them
   */
  abstract int received(SelectionKey key, int length) throws IOException;

  @Override
  public final Session open(InetSocketAddress server) {
    return time -> load(server, time);
  }

  private long load(InetSocketAddress server, Duration time) {
    try (Selector selector = Selector.open()) {
      long end = System.nanoTime() + time.toNanos();
      Run run = new Run(selector, server);
      for (int i = 0; i < connections; i++) {
        connect(selector, server);
        if (i % CONNECTIONS_BEFORE_A_LOOK == 0) {
          selector.selectNow(run::ready);
        }
      }
      while (System.nanoTime() - end < 0) {
        selector.select(run::ready, 100);
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      return run.answers;
    } catch (IOException e) {
      throw new UncheckedIOException("the load on " + server + " failed", e);
    }
  }

  @Override
  public final String madeBy() {
    return "this program";
  }

  /** Opens one connection. */
  final void connect(Selector selector, InetSocketAddress server) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
    if (channel.connect(server)) {
      key.interestOps(SelectionKey.OP_READ);
      connected(key);
    }
  }

  /** One run's own state. */
  private final class Run {
    private final Selector selector;
    private final InetSocketAddress server;
    private long answers;

    private Run(Selector selector, InetSocketAddress server) {
      this.selector = selector;
      this.server = server;
    }

    private void ready(SelectionKey key) {
      try {
        SocketChannel channel = (SocketChannel) key.channel();
        if (key.isConnectable()) {
          channel.finishConnect();
          key.interestOps(SelectionKey.OP_READ);
          connected(key);
          return;
        }
        int length = channel.read(input.clear());
        answers += received(key, length);
        if (length < 0) {
          channel.close();
          connect(selector, server);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the load on " + server + " failed", e);
      }
    }
  }
}
