package twine.benchmarks.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The least that a server on {@code java.nio} can be, written to be fast: {@code select(Consumer)},
 * one read buffer, writes at once, interest in writing only after a short write.
 */
final class NioServer {
  private final ByteBuffer input = ByteBuffer.allocateDirect(Work.READ_SIZE);
  private final ByteBuffer responses = Work.responses();
  private final ByteBuffer poem = Work.poem();
  private final boolean servesPoems;
  private final Selector selector = Selector.open();
  private final ServerSocketChannel listener = ServerSocketChannel.open();

  /** What a selection key holds: the state of one connection. */
  private static final class Connection extends RequestScanner {
    /** How many bytes of response are still to be sent. */
    int owed;
  }

  private NioServer(boolean servesPoems, int port) throws IOException {
    this.servesPoems = servesPoems;
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Work.BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  private void ready(SelectionKey key) {
    try {
      if (key.attachment() instanceof Connection connection) {
        serve(key, (SocketChannel) key.channel(), connection);
      } else {
        acceptAll();
      }
    } catch (IOException e) {
      close(key);
    }
  }

  private void acceptAll() throws IOException {
    SocketChannel channel;
    while ((channel = listener.accept()) != null) {
      channel.configureBlocking(false);
      if (servesPoems) {
        channel.write(poem.rewind());
        channel.close();
      } else {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ, new Connection());
      }
    }
  }

  private void serve(SelectionKey key, SocketChannel channel, Connection connection)
      throws IOException {
    if (key.isWritable()) {
      answer(key, channel, connection);
      return;
    }
    if (channel.read(input.clear()) < 0) {
      close(key);
      return;
    }
    connection.owed = connection.count(input.flip()) * Work.RESPONSE_SIZE;
    if (connection.owed > 0) {
      answer(key, channel, connection);
    }
  }

  /** Sends what is owed; after a short write nothing more is read until that has gone. */
  private void answer(SelectionKey key, SocketChannel channel, Connection connection)
      throws IOException {
    // All responses are alike, so what is owed says where in one of them to go on.
    int start = Math.floorMod(-connection.owed, Work.RESPONSE_SIZE);
    connection.owed -= channel.write(responses.limit(start + connection.owed).position(start));
    if (connection.owed > 0) {
      key.interestOps(SelectionKey.OP_WRITE);
    } else if (key.interestOps() != SelectionKey.OP_READ) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  /** Runs the server. */
  public static void main(String[] args) throws IOException {
    NioServer server = new NioServer(Work.isPoem(args), Work.port(args));
    while (true) {
      server.selector.select(server::ready);
    }
  }
}
