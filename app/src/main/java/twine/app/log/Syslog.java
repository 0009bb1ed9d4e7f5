package twine.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import twine.linux.posix.PosixException;
import twine.linux.posix.UnixDatagrams;

/**
 * Sends what is logged to the syslog of this machine, as facility {@code daemon}, in the book's
 * format but for the time, which syslog has a place for. An event of several lines is several
 * entries, as in Twisted. Each is a datagram to {@code /dev/log}, in the form of RFC 3164, which is
 * what syslog servers expect there.
 *
 * <p>It never waits: what a syslog that is too busy or away does not take is lost, and that is told
 * once on standard error. One that was away is found again. Needs Linux, and leave for the module
 * {@code twine.linux} to make native calls. May be used from any thread.
 */
public final class Syslog implements LogObserver, AutoCloseable {
  private static final String USUAL_PLACE = "/dev/log";
  private static final int DAEMON = 3 << 3;

  /** What every syslog takes; longer lines are cut. */
  private static final int MOST_CHARACTERS = 2_000;

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private final String address;
  private final String sender;
  private final PrintStream terminal = System.err; // it may become the log itself
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable UnixDatagrams socket; // the rest is guarded by the lock
  private boolean troubled;
  private boolean closed;

  private Syslog(String address, String sender) {
    this.address = address;
    this.sender = sender;
  }

  /**
   * Begins to send, under this name.
   *
   * @throws IOException if there is no syslog
   */
  public static Syslog open(String name) throws IOException {
    return open(name, Path.of(USUAL_PLACE));
  }

  /** The same, to the syslog at another place. */
  static Syslog open(String name, Path place) throws IOException {
    long pid = ProcessHandle.current().pid();
    var opened = new Syslog(place.toString(), name + "[" + pid + "]: ");
    try {
      opened.socket = UnixDatagrams.to(opened.address);
    } catch (PosixException e) {
      throw new IOException("there is no syslog at " + place + ": " + e.getMessage(), e);
    }
    return opened;
  }

  @Override
  public void logged(LogEvent event) {
    String head = "<" + (DAEMON | severity(event.level())) + ">" + time(event) + sender;
    String[] lines = TextFormat.body(event).split("\n", -1);
    lock.lock();
    try {
      for (int i = 0; i < lines.length && !closed; i++) {
        String line = lines[i].substring(0, Math.min(lines[i].length(), MOST_CHARACTERS));
        send((head + line).getBytes(UTF_8));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Tries a second time, with a new socket: the syslog may be another one by now. */
  private void send(byte[] entry) {
    try {
      if (!offer(entry)) {
        failed("it is too busy");
      }
    } catch (PosixException first) {
      forget();
      try {
        if (offer(entry)) {
          troubled = false;
        }
      } catch (PosixException second) {
        failed(second.getMessage());
      }
    }
  }

  private boolean offer(byte[] entry) throws PosixException {
    UnixDatagrams open = socket;
    if (open == null) {
      open = UnixDatagrams.to(address);
      socket = open;
    }
    return open.offer(entry);
  }

  private void failed(@Nullable String reason) {
    if (!troubled) {
      troubled = true;
      terminal.println("The syslog at " + address + " does not take what is logged: " + reason);
    }
  }

  private void forget() {
    UnixDatagrams old = socket;
    socket = null;
    if (old != null) {
      try {
        old.close();
      } catch (PosixException e) {
        // then it is none any more
      }
    }
  }

  /** Ends it. What is logged from now on is ignored. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      forget();
    } finally {
      lock.unlock();
    }
  }

  private static int severity(Level level) {
    return switch (level) {
      case ERROR -> 3;
      case WARNING -> 4;
      case INFO -> 6;
      default -> 7;
    };
  }

  /** {@code Jun 23 20:57:14}; a day of one digit has a blank before it. */
  private static String time(LogEvent event) {
    LocalDateTime local = LocalDateTime.ofInstant(event.time(), ZoneId.systemDefault());
    var text = new StringBuilder(MONTHS.get(local.getMonthValue() - 1)).append(' ');
    text.append(local.getDayOfMonth() < 10 ? " " : "").append(local.getDayOfMonth()).append(' ');
    TextFormat.appendClock(text, local);
    return text.append(' ').toString();
  }
}
