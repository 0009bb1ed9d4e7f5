package twine.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Connections to one server, which this program opens and reads from on one thread. */
abstract class SelectorSession implements Load.Session {
  final InetSocketAddress server;
  final Selector selector;
  final ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);

  SelectorSession(InetSocketAddress server) {
    this.server = server;
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no selector can be opened", e);
    }
  }

  /** Opens a connection. */
  final SelectionKey connect() throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.configureBlocking(false);
    return channel.register(selector, SelectionKey.OP_READ);
  }

  /** What to throw when something went wrong with the server. */
  final UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("the load on " + server + " failed: " + e.getMessage(), e);
  }

  @Override
  public final void close() {
    try {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the connections to " + server + " cannot be closed", e);
    }
  }
}
