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
import java.util.ArrayDeque;

/**
 * The least that a server on {@code java.nio} can be, written to be fast: {@code select(Consumer)},
 * one read buffer, writes at once, interest in writing only after a short write, and as all slow
 * clients wait equally long, a queue for their timers.
 */
final class NioServer {
  private static final long DELAY_NANOS = Content.DELAY_MILLIS * 1_000_000L;

  private final ByteBuffer input = ByteBuffer.allocateDirect(Content.READ_SIZE);
  private final ByteBuffer responses = Content.responses();
  private final ByteBuffer poem = Content.poem();
  private final ByteBuffer chunk = Content.chunk();
  private final ArrayDeque<SlowClient> timers = new ArrayDeque<>();
  private final Work work;
  private final Selector selector = Selector.open();
  private final ServerSocketChannel listener = ServerSocketChannel.open();

  private NioServer(Work work, int port) throws IOException {
    this.work = work;
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Content.BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** What a selection key holds while requests are answered. */
  private static final class Asker extends RequestScanner {
    /** How many bytes of response are still to be sent. */
    int owed;
  }

  /** What a selection key holds while a stream is sent. */
  private static final class Reader {
    long left = (long) Content.CHUNKS * Content.CHUNK_SIZE;
  }

  /** What a selection key holds while a poem is sent slowly. */
  private static final class SlowClient {
    final SocketChannel channel;
    int at;
    long due;

    SlowClient(SocketChannel channel) {
      this.channel = channel;
    }
  }

  private void ready(SelectionKey key) {
    SocketChannel channel = key.channel() instanceof SocketChannel socket ? socket : null;
    try {
      if (channel == null) {
        acceptAll();
      } else if (key.attachment() instanceof Asker asker) {
        serve(key, channel, asker);
      } else if (key.attachment() instanceof Reader reader) {
        stream(channel, reader);
      } else if (channel.read(input.clear()) < 0) {
        close(channel);
      }
    } catch (IOException e) {
      if (channel != null) {
        close(channel);
      }
    }
  }

  private void acceptAll() throws IOException {
    SocketChannel channel;
    while ((channel = listener.accept()) != null) {
      channel.configureBlocking(false);
      switch (work) {
        case REQUESTS -> {
          channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
          channel.register(selector, SelectionKey.OP_READ, new Asker());
        }
        case POEM -> {
          channel.write(poem.rewind());
          channel.close();
        }
        case STREAM -> channel.register(selector, SelectionKey.OP_WRITE, new Reader());
        case SLOW -> {
          SlowClient client = new SlowClient(channel);
          channel.register(selector, SelectionKey.OP_READ, client);
          send(client, System.nanoTime());
        }
      }
    }
  }

  private void serve(SelectionKey key, SocketChannel channel, Asker asker) throws IOException {
    if (key.isWritable()) {
      answer(key, channel, asker);
      return;
    }
    if (channel.read(input.clear()) < 0) {
      close(channel);
      return;
    }
    asker.owed = asker.count(input.flip()) * Content.RESPONSE_SIZE;
    if (asker.owed > 0) {
      answer(key, channel, asker);
    }
  }

  /** Sends what is owed; after a short write nothing more is read until that has gone. */
  private void answer(SelectionKey key, SocketChannel channel, Asker asker) throws IOException {
    // All responses are alike, so what is owed says where in one of them to go on.
    int start = Math.floorMod(-asker.owed, Content.RESPONSE_SIZE);
    asker.owed -= channel.write(responses.limit(start + asker.owed).position(start));
    if (asker.owed > 0) {
      key.interestOps(SelectionKey.OP_WRITE);
    } else if (key.interestOps() != SelectionKey.OP_READ) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void stream(SocketChannel channel, Reader reader) throws IOException {
    int start = Math.floorMod(-reader.left, Content.CHUNK_SIZE);
    reader.left -= channel.write(chunk.position(start));
    if (reader.left == 0) {
      channel.close();
    }
  }

  private void send(SlowClient client, long now) {
    try {
      client.channel.write(poem.limit(client.at + Content.PORTION).position(client.at));
      client.at = (client.at + Content.PORTION) % Content.POEM_SIZE;
      client.due = now + DELAY_NANOS;
      timers.add(client);
    } catch (IOException e) {
      close(client.channel);
    }
  }

  private void sendWhatIsDue() {
    long now = System.nanoTime();
    for (SlowClient first; (first = timers.peek()) != null && first.due - now <= 0; ) {
      timers.remove();
      if (first.channel.isOpen()) {
        send(first, now);
      }
    }
  }

  /** How many milliseconds to wait for events at most; 0 for as long as it takes. */
  private long patience() {
    SlowClient first = timers.peek();
    return first == null ? 0 : Math.max(1, (first.due - System.nanoTime() + 999_999) / 1_000_000);
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  /** Runs the server. */
  public static void main(String[] args) throws IOException {
    NioServer server = new NioServer(Work.of(args), Work.port(args));
    while (true) {
      server.selector.select(server::ready, server.patience());
      server.sendWhatIsDue();
    }
  }
}
