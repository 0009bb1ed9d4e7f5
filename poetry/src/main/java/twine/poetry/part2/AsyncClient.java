package twine.poetry.part2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.Program;
import twine.poetry.command.TaskReport;
import twine.poetry.command.Trouble;
import twine.poetry.command.Usage;

/**
 * Part 2: the asynchronous client, which gets all poems at once.
 *
 * <p>Watch the loop in {@code getPoetry}: it waits for all sockets together and then reads only
 * what there is. It never waits for a single one, so the time of all tasks together is that of the
 * slowest. The loop and the poetry are mixed here; a reactor is the loop alone.
 */
public final class AsyncClient implements Program {
  private final Addresses addresses = new Addresses();

  @Override
  public Usage usage() {
    return new Usage(
        "Gets all poems at once and tells of each portion as it arrives. A server that "
            + "cannot be reached is said and left out.",
        addresses);
  }

  @Override
  public int run() throws IOException {
    long start = System.nanoTime();
    List<Task> tasks = new ArrayList<>();
    for (TcpAddress server : addresses.servers()) {
      tasks.add(new Task(tasks.size() + 1, server));
    }
    getPoetry(tasks);
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    List<Task> poems = tasks.stream().filter(task -> task.complete).toList();
    poems.forEach(task -> TaskReport.poem(task.number, task.poem.size()));
    TaskReport.total(poems.size(), elapsed);
    return 0;
  }

  private static void getPoetry(List<Task> tasks) throws IOException {
    try (Selector selector = Selector.open()) {
      for (Task task : tasks) {
        task.connect(selector);
      }
      while (tasks.stream().anyMatch(Task::waiting)) {
        selector.select(key -> ((Task) key.attachment()).ready(key));
      }
    }
  }

  /** One download: the socket, and what it has brought so far. */
  private static final class Task {
    private final int number;
    private final TcpAddress server;
    private final ByteArrayOutputStream poem = new ByteArrayOutputStream();
    private final SocketChannel socket;
    private boolean complete;

    Task(int number, TcpAddress server) throws IOException {
      this.number = number;
      this.server = server;
      this.socket = SocketChannel.open();
    }

    boolean waiting() {
      return socket.isOpen();
    }

    /** Begins to connect, and does not wait for the outcome. */
    void connect(Selector selector) throws IOException {
      try {
        var address = new InetSocketAddress(server.host(), server.port());
        if (address.isUnresolved()) {
          throw new UnknownHostException(server.host());
        }
        socket.configureBlocking(false);
        boolean connected = socket.connect(address);
        socket.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
      } catch (IOException e) {
        Trouble.failedToConnect(server, e);
        socket.close();
      }
    }

    /** The socket is connected, or has bytes, or is at its end. */
    void ready(SelectionKey key) {
      if (key.isConnectable()) {
        finishConnecting(key);
      } else {
        read();
      }
    }

    private void finishConnecting(SelectionKey key) {
      try {
        socket.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
      } catch (IOException e) {
        Trouble.failedToConnect(server, e);
        close();
      }
    }

    /** Reads as much as there is now, which may be a part of the poem, or the end of it. */
    private void read() {
      ByteBuffer some = ByteBuffer.allocate(1024);
      try {
        int bytes;
        int got = 0;
        while ((bytes = socket.read(some.clear())) > 0) {
          poem.write(some.array(), 0, bytes);
          got += bytes;
        }
        if (got > 0) {
          TaskReport.gotSome(number, got, server);
        }
        if (bytes < 0) {
          complete = true;
          close();
        }
      } catch (IOException e) {
        Trouble.lostConnection(server, e);
        close();
      }
    }

    private void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
