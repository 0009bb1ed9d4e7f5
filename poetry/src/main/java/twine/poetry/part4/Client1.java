package twine.poetry.part4;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.loop.DelayedCall;
import twine.net.TcpAddress;
import twine.net.error.ConnectionDoneException;
import twine.poetry.command.Addresses;
import twine.poetry.command.GiveUp;
import twine.poetry.command.PoemBuffer;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.TaskReport;
import twine.poetry.command.Trouble;
import twine.poetry.command.Usage;
import twine.reactor.IoStatus;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.reactor.ReadDescriptor;

/**
 * Part 4: the first client on a reactor.
 *
 * <p>Watch {@code doRead}, which the reactor calls when there is something to read and which reads
 * only that, and {@code connectionLost}, which stops the reactor when nobody reads any more.
 * Exercises 1 and 2 are done: a server that cannot be reached is left out, and there is a time-out.
 */
public class Client1 implements Program {
  private final Addresses addresses = new Addresses();
  private final GiveUp giveUp = new GiveUp();

  @Override
  public Usage usage() {
    return new Usage(description(), addresses, giveUp);
  }

  String description() {
    return "Gets all poems at once and tells of each portion as it arrives. A server that "
        + "cannot be reached, or that dies, is said and left out.";
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    long start = reactor.nanoTime();
    List<PoetrySocket> sockets = new ArrayList<>();
    int task = 0;
    for (TcpAddress server : addresses.servers()) {
      task++;
      try {
        PoetrySocket socket = makeSocket(reactor, task, server);
        socket.watch(giveUp);
        sockets.add(socket);
      } catch (IOException e) {
        Trouble.failedToConnect(server, e);
      }
    }
    if (!sockets.isEmpty()) {
      reactor.run();
    }
    Duration elapsed = Duration.ofNanos(reactor.nanoTime() - start);
    sockets.removeIf(socket -> !socket.complete);
    sockets.forEach(socket -> TaskReport.poem(socket.task, socket.poem.size()));
    TaskReport.total(sockets.size(), elapsed);
    return 0;
  }

  /** Connects to a server. */
  PoetrySocket makeSocket(Reactor reactor, int task, TcpAddress server) throws IOException {
    return new PoetrySocket(reactor, task, server);
  }

  /** A download, as an object that the reactor can watch. */
  static class PoetrySocket implements ReadDescriptor {
    private final Reactor reactor;
    private final int task;
    private final TcpAddress server;
    private final SocketChannel socket;
    private final PoemBuffer poem = new PoemBuffer();
    private @Nullable DelayedCall timeout;
    private boolean complete;

    PoetrySocket(Reactor reactor, int task, TcpAddress server) throws IOException {
      this.reactor = reactor;
      this.task = task;
      this.server = server;
      InetAddress host = InetAddress.getByName(server.host());
      socket = SocketChannel.open(new InetSocketAddress(host, server.port()));
      socket.configureBlocking(false);
    }

    final void watch(GiveUp giveUp) {
      giveUp.timeout().ifPresent(time -> timeout = reactor.callLater(time, () -> giveUp(time)));
      reactor.addReader(this);
    }

    @Override
    public final SelectableChannel channel() {
      return socket;
    }

    @Override
    public final IoStatus doRead() throws IOException {
      int before = poem.size();
      int bytes;
      do {
        bytes = read();
      } while (bytes > 0);
      if (poem.size() > before) {
        TaskReport.gotSome(task, poem.size() - before, server);
      }
      return bytes < 0 ? IoStatus.CONNECTION_DONE : IoStatus.MORE;
    }

    /**
     * Reads what there is, up to a certain size.
     *
     * @return how many bytes: 0 if there is nothing now, -1 if there will never be any more
     */
    int read() throws IOException {
      ByteBuffer some = ByteBuffer.allocate(1024);
      int bytes = socket.read(some);
      poem.add(some.flip());
      return bytes;
    }

    @Override
    public final void connectionLost(Failure reason) {
      complete = reason.check(ConnectionDoneException.class) != null;
      if (!complete) {
        Trouble.lostConnection(server, reason.value());
      }
      if (timeout != null && timeout.active()) {
        timeout.cancel();
      }
      end();
    }

    private void giveUp(Duration time) {
      Trouble.gaveUp(server, time);
      reactor.removeReader(this);
      end();
    }

    private void end() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (reactor.getReaders().stream().noneMatch(PoetrySocket.class::isInstance)) {
        Stop.reactor(reactor); // no more poetry
      }
    }
  }
}
