package twine.poetry.part2;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.Program;
import twine.poetry.command.TaskReport;
import twine.poetry.command.Trouble;
import twine.poetry.command.Usage;

/**
 * Part 2: the blocking client, which gets one poem after the other.
 *
 * <p>Watch where it blocks: in {@code new Socket}, until there is a connection, and in {@code
 * readAllBytes}, until there is a whole poem. The time of all tasks together is the sum of their
 * times.
 */
public final class BlockingClient implements Program {
  private final Addresses addresses = new Addresses();

  @Override
  public Usage usage() {
    return new Usage(
        "Gets one poem after the other, waiting until one is complete before it begins "
            + "the next, and tells how long each took. A server that cannot be reached is said "
            + "and left out.",
        addresses);
  }

  @Override
  public int run() {
    Duration elapsed = Duration.ZERO;
    int poems = 0;
    int task = 0;
    for (TcpAddress server : addresses.servers()) {
      TaskReport.begin(++task, server);
      long start = System.nanoTime();
      byte[] poem = getPoetry(server);
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      elapsed = elapsed.plus(time);
      if (poem != null) {
        TaskReport.finished(task, poem.length, server, time);
        poems++;
      }
    }
    TaskReport.total(poems, elapsed);
    return 0;
  }

  /** Downloads a poem from a server; null if that did not work, which it has said then. */
  private static byte @Nullable [] getPoetry(TcpAddress server) {
    try (Socket socket = connect(server)) {
      return socket == null ? null : socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      Trouble.lostConnection(server, e);
      return null;
    }
  }

  private static @Nullable Socket connect(TcpAddress server) {
    try {
      return new Socket(InetAddress.getByName(server.host()), server.port());
    } catch (IOException e) {
      Trouble.failedToConnect(server, e);
      return null;
    }
  }
}
