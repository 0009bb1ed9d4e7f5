package twine.reactor.spi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectableChannel;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import twine.reactor.ListenOptions;
import twine.reactor.ReactorResolver;

/**
 * The world outside, as one reactor reaches it: a clock, chance, a network, and a way to wait. It
 * holds no policy; that is the kernel's.
 */
public interface Driver {

  /** The name of the kind, such as {@code nio}. */
  String name();

  /** Now, in nanoseconds; never goes back. Called on any thread. */
  long nanoTime();

  /** The source of random numbers. */
  RandomGenerator random();

  /**
   * Waits until something that was asked for by {@code interest} is ready, {@link #wakeup} was
   * called, or the time is over, and calls {@link Ready#ready} for all that is ready. A wake-up
   * that came since the last wait ends this one at once. It may return early for no reason, but not
   * for ever: an idle reactor must use no CPU.
   *
   * @param timeoutNanos how long to wait at most; 0 to look without waiting, negative for ever. A
   *     driver may wait a little longer, up to a millisecond, but not less
   */
  void await(long timeoutNanos) throws IOException;

  /** Ends the current or the next {@link #await}. Called on any thread. */
  void wakeup();

  /**
   * Opens a listening socket; nothing is accepted before {@link ListenerIo#start}.
   *
   * @throws IOException if the address cannot be had
   */
  ListenerIo listen(InetSocketAddress local, ListenOptions options) throws IOException;

  /**
   * Begins to connect. The stream becomes ready for {@link Ready#WRITE} when the attempt is
   * decided; then {@link StreamIo#finishConnect} tells how.
   *
   * @param local the address to connect from, or null for any
   * @throws IOException if the attempt fails at once
   */
  StreamIo connect(InetSocketAddress remote, @Nullable InetSocketAddress local) throws IOException;

  /** Whether drivers of this kind can {@link #adopt} each other's connections. */
  default boolean canAdopt() {
    return false;
  }

  /**
   * Takes over a connection that another driver of this kind has accepted, and that was not {@link
   * StreamIo#attach attached} yet: for reactors of which one accepts and the others serve. The
   * other one has no part in it any more.
   *
   * @return the connection as a stream of this driver
   * @throws UnsupportedOperationException if drivers of this kind {@linkplain #canAdopt cannot}
   * @throws IOException if the connection cannot be had
   */
  default StreamIo adopt(StreamIo accepted) throws IOException {
    throw new UnsupportedOperationException(
        "the reactor " + name() + " cannot take over connections that another one has accepted");
  }

  /**
   * Watches a program's own channel.
   *
   * @throws IllegalArgumentException if the driver cannot watch this channel as it is
   */
  WatchIo watch(SelectableChannel channel, Ready ready);

  /** What {@link twine.loop.Loop#isSimulated} tells of the reactor. */
  default boolean isSimulated() {
    return false;
  }

  /** What looks hosts up without blocking, or null if {@link #lookup} on a worker does. */
  default @Nullable ReactorResolver resolver() {
    return null;
  }

  /**
   * Looks up a host, blocking if need be. Called on a worker.
   *
   * @return at least one address
   */
  List<InetAddress> lookup(String host) throws UnknownHostException;

  /**
   * Runs {@code work}, which may block, where it does not hold up the reactor: on a new virtual
   * thread, or, in virtual time, whenever the driver pleases.
   */
  void startWorker(Runnable work);

  /** Whether the signals INT and TERM should stop a reactor on this driver. */
  boolean stopsOnSignals();

  /** Closes everything that is still open. Called once, last. */
  void close();
}
