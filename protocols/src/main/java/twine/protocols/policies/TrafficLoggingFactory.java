package twine.protocols.policies;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.loop.Timers;
import twine.net.Factory;
import twine.net.Protocol;

/**
 * Writes down all that passes over a factory's connections (Twisted's class of the same name), a
 * line for each event:
 *
 * <pre>
 *   0.000000 #1 connected to 127.0.0.1:54321
 *   0.000731 #1 received 5 "hello"
 *   0.000745 #1 sent 12 "hello, too\r\n"
 *   1.250000 #1 lost: Connection was closed cleanly.
 * </pre>
 *
 * <p>The first number is the time in seconds since this factory was made, on the clock of its
 * {@link Timers}; the second counts its connections. Bytes are as they came, in one line for each
 * portion: what is not printable ASCII is written {@code \r}, {@code \n}, {@code \t} or {@code
 * \xHH}, and the quote and the backslash have a backslash before them. "sent" is what the protocol
 * has written, whether it has left or not. Where a half of a connection ends before the other,
 * "received all" and "sent all" say so.
 */
public final class TrafficLoggingFactory extends WrappingFactory {
  private final Timers timers;
  private final Consumer<String> lines;
  private final @Nullable TrafficFile file;
  private final long start;
  private long connections;

  /**
   * A factory around {@code wrapped} that gives its lines to {@code lines}.
   *
   * @param timers what the time is measured with: the reactor
   * @param lines takes a line, without its end, on the reactor's thread; what it throws ends the
   *     connection
   */
  public TrafficLoggingFactory(Timers timers, Consumer<String> lines, Factory wrapped) {
    this(timers, lines, null, wrapped);
  }

  private TrafficLoggingFactory(
      Timers timers, Consumer<String> lines, @Nullable TrafficFile file, Factory wrapped) {
    super(wrapped);
    this.timers = timers;
    this.lines = lines;
    this.file = file;
    this.start = timers.nanoTime();
  }

  /**
   * A factory around {@code wrapped} that adds its lines to the end of a file, in UTF-8, each as
   * soon as it is known. The file is open from when the factory is started until it is stopped and
   * its last connection is over. A file that cannot be opened makes the start fail, with an {@link
   * UncheckedIOException}; one that cannot be written to later, on a full disk perhaps, is given up
   * with a line in the program's log, and the connections go on. The reactor waits for the disk at
   * each line.
   *
   * @param timers what the time is measured with: the reactor
   */
  public static TrafficLoggingFactory toFile(Timers timers, Path file, Factory wrapped) {
    TrafficFile traffic = new TrafficFile(file);
    return new TrafficLoggingFactory(timers, traffic::write, traffic, wrapped);
  }

  /** Starts the other factory, and opens the file if there is one. */
  @Override
  public void startFactory() {
    super.startFactory();
    if (file != null) {
      try {
        file.open();
      } catch (UncheckedIOException e) {
        super.stopFactory();
        throw e;
      }
    }
  }

  /** Stops the other factory, and closes the file unless there are still connections. */
  @Override
  public void stopFactory() {
    super.stopFactory();
    if (file != null) {
      file.close();
    }
  }

  @Override
  protected ProtocolWrapper wrap(Protocol protocol) {
    return new Logged(protocol, ++connections);
  }

  private final class Logged extends ProtocolWrapper {
    private final long number;

    Logged(Protocol protocol, long number) {
      super(protocol);
      this.number = number;
    }

    private void log(String what) {
      long micros = (timers.nanoTime() - start) / 1_000;
      lines.accept(
          String.format(
              Locale.ROOT, "%d.%06d #%d %s", micros / 1_000_000, micros % 1_000_000, number, what));
    }

    private void log(String what, ByteBuffer data) {
      log(what + " " + data.remaining() + " " + Quoted.of(data));
    }

    @Override
    public void connectionMade() {
      if (file != null) {
        file.share();
      }
      log("connected to " + getPeer());
      super.connectionMade();
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      log("received", data);
      super.dataReceived(data);
    }

    @Override
    public void write(ByteBuffer data) {
      if (data.hasRemaining()) {
        log("sent", data);
      }
      super.write(data);
    }

    @Override
    protected void readConnectionLost() {
      log("received all");
      super.readConnectionLost();
    }

    @Override
    protected void writeConnectionLost() {
      log("sent all");
      super.writeConnectionLost();
    }

    @Override
    public void connectionLost(Failure reason) {
      try {
        super.connectionLost(reason);
      } finally {
        log("lost: " + reason.getErrorMessage());
        if (file != null) {
          file.close();
        }
      }
    }
  }
}
