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
 * Readers that take whole streams, all at the same time and as fast as they can. Nothing is cut off
 * in the middle: what a server has handed to the system is never left out of the account.
 *
 * @param readers how many there are
 */
record StreamLoad(int readers) implements Load {
  private static final int MEBIBYTE = 1024 * 1024;

  /** How long one stream is. */
  static final long STREAM_SIZE = 128L * MEBIBYTE;

  @Override
  public Session open(InetSocketAddress server) {
    ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);
    return time -> {
      long end = System.nanoTime() + time.toNanos();
      long streams = 0;
      do {
        readAll(server, input);
        streams += readers;
      } while (System.nanoTime() - end < 0);
      return streams * (STREAM_SIZE / MEBIBYTE);
    };
  }

  private void readAll(InetSocketAddress server, ByteBuffer input) {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < readers; i++) {
        SocketChannel channel = SocketChannel.open(server);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
      }
      Taken taken = new Taken(input);
      while (taken.streams < readers) {
        selector.select(taken::read);
      }
      if (taken.bytes != readers * STREAM_SIZE) {
        throw new IOException("the streams had " + taken.bytes + " bytes in all");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the load on " + server + " failed: " + e.getMessage(), e);
    }
  }

  /** What has come so far. */
  private static final class Taken {
    private final ByteBuffer input;
    private int streams;
    private long bytes;

    private Taken(ByteBuffer input) {
      this.input = input;
    }

    private void read(SelectionKey key) {
      try {
        SocketChannel channel = (SocketChannel) key.channel();
        int length = channel.read(input.clear());
        if (length >= 0) {
          bytes += length;
        } else {
          streams++;
          channel.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("a stream broke off", e);
      }
    }
  }

  /** A stream to each reader. */
  @Override
  public Duration turn() {
    return Duration.ZERO;
  }

  @Override
  public int turns() {
    return 5;
  }
}
