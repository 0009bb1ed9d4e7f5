package twine.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import twine.benchmarks.machine.Machine;

/**
 * Clients that all wait for the next few bytes of a poem. They come one after the other, evenly, so
 * that their timers are not all due at once, and the server is measured when all are there.
 *
 * @param clients how many there are
 */
record SlowLoad(int clients) implements Load {
  /** How many bytes a server sends at a time. */
  static final int PORTION = 11;

  private static final Duration PERIOD = Duration.ofMillis(700);
  private static final Duration SETTLE = Duration.ofMillis(300);

  @Override
  public Session open(InetSocketAddress server) {
    Clients all = new Clients(server);
    try {
      all.connect(clients);
      all.run(SETTLE);
      return all;
    } catch (IOException e) {
      all.close();
      throw all.failed(e);
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
  }

  @Override
  public Duration turn() {
    return PERIOD;
  }

  @Override
  public int turns() {
    return 1;
  }

  /** They would be sent their bytes all the time. */
  @Override
  public boolean rests() {
    return false;
  }

  /** The clients of one server. */
  private static final class Clients extends SelectorSession {
    private long bytes;

    private Clients(InetSocketAddress server) {
      super(server);
    }

    private void connect(int count) throws IOException {
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        connect();
        long early = start + PERIOD.toNanos() * i / count - System.nanoTime();
        if (early > 1_000_000) {
          Machine.pause(Duration.ofNanos(early));
        }
      }
    }

    @Override
    public long run(Duration time) {
      bytes = 0;
      long end = System.nanoTime() + time.toNanos();
      try {
        for (long left; (left = end - System.nanoTime()) > 0; ) {
          selector.select(this::read, Math.max(1, left / 1_000_000));
        }
      } catch (IOException e) {
        throw failed(e);
      }
      return bytes / PORTION;
    }

    private void read(SelectionKey key) {
      try {
        int length = ((SocketChannel) key.channel()).read(input.clear());
        if (length < 0) {
          throw new EOFException("the server closed the connection");
        }
        bytes += length;
      } catch (IOException e) {
        throw new UncheckedIOException("a slow client of " + server + " got no more", e);
      }
    }
  }
}
