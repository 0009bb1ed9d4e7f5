package twine.reactor.spi;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.net.TcpAddress;
import twine.reactor.ListenOptions;

/**
 * A port with one socket, that of the reactor which was the first to listen. It accepts all
 * connections, whether it still listens itself or not, and hands them out in turn.
 *
 * <pre>
 *   accepted ─▶ [ queue of a share ] ─▶ its reactor is told ─▶ its port takes it: adopted, served
 *                     └── the share is closed ─▶ the queue of another one
 * </pre>
 *
 * <p>A share whose reactor is busy gets no more than a listening socket would hold; when all are
 * full, connections wait in the system's backlog.
 */
final class PortInTurn extends SharedPort implements Ready {
  /** Connections accepted in one event, as a port of one reactor does. */
  private static final int ACCEPTS = 64;

  private final Kernel acceptor;
  private final ListenerIo socket;
  private final AcceptTrouble trouble; // used by the acceptor only
  private final List<Share> shares = new ArrayList<>(); // this and all below guarded by ports
  private int turn;
  private boolean paused; // all were full
  private boolean closed;

  PortInTurn(SharedPorts ports, InetSocketAddress asked, Kernel acceptor, ListenerIo socket) {
    super(ports, asked, socket);
    this.acceptor = acceptor;
    this.socket = socket;
    this.trouble = new AcceptTrouble(acceptor, this);
  }

  @Override
  boolean has(Kernel member) {
    return shares.stream().anyMatch(share -> share.member == member);
  }

  @Override
  ListenerIo join(Kernel member, ListenOptions options) throws IOException {
    if (!member.driver.canAdopt()) {
      throw new IOException(
          "reactors of the kind "
              + member.driver.name()
              + " cannot share a port here: nor can their sockets, nor can one accept for another");
    }
    return add(member, options);
  }

  ListenerIo add(Kernel member, ListenOptions options) {
    var share = new Share(member, options.backlog());
    shares.add(share);
    return share;
  }

  // ---- on the acceptor

  /** Begins to accept. */
  void start() {
    socket.start(this);
  }

  @Override
  public void ready(int ops) {
    for (int i = 0; i < ACCEPTS && mayAccept(); i++) {
      StreamIo io;
      try {
        io = socket.accept();
      } catch (IOException e) {
        trouble.rest(socket, e);
        return;
      }
      if (io == null) {
        return;
      }
      trouble.isOver();
      synchronized (ports) {
        handOut(io);
      }
    }
  }

  private boolean mayAccept() {
    synchronized (ports) {
      if (closed || shares.stream().anyMatch(Share::hasRoom)) {
        return !closed;
      }
      paused = true;
      socket.interest(0);
      return false;
    }
  }

  private void goOn() {
    synchronized (ports) {
      if (!closed) {
        socket.interest(READ);
      }
    }
  }

  private void closeIfUnused() {
    synchronized (ports) {
      if (shares.isEmpty() && !closed) {
        closed = true;
        ports.closed(this);
        if (!acceptor.isOver()) {
          trouble.stop();
          socket.close();
        }
      }
    }
  }

  // ---- on any thread, with the lock

  /** To the next one that has room; if there is none, because one was closed, to the next one. */
  private void handOut(StreamIo io) {
    int count = shares.size();
    if (count == 0) {
      io.reset(); // as the system does with what a closed socket has not accepted
      return;
    }
    for (int i = 0; i < count && !shares.get(turn % count).hasRoom(); i++) {
      turn++;
    }
    shares.get(turn++ % count).give(io);
  }

  private void resume() {
    if (paused) {
      paused = false;
      acceptor.execute(this::goOn);
    }
  }

  private void left(Share share) {
    shares.remove(share);
    share.waiting.forEach(this::handOut);
    if (!shares.isEmpty()) {
      return;
    }
    // Closing belongs to the acceptor, while it runs. Who listens before it has got round to that
    // takes the socket over.
    if (acceptor.isElsewhere()) {
      acceptor.execute(this::closeIfUnused);
    } else {
      closeIfUnused();
    }
  }

  @Override
  public String toString() {
    return "Port " + socket.host() + " (accepted in turn)";
  }

  /** What one reactor has of it. */
  private final class Share implements ListenerIo {
    private final Kernel member;
    private final int room;
    private final ArrayDeque<StreamIo> waiting = new ArrayDeque<>(); // all guarded by ports
    private @Nullable Ready ready; // null before its start, and when it is closed
    private boolean interested = true;
    private boolean told;

    Share(Kernel member, int room) {
      this.member = member;
      this.room = room;
    }

    boolean hasRoom() {
      return waiting.size() < room;
    }

    void give(StreamIo io) {
      waiting.add(io);
      tell();
    }

    private void tell() {
      if (!told && interested && ready != null && !waiting.isEmpty()) {
        told = true;
        member.execute(this::beTold);
      }
    }

    private void beTold() {
      Ready port;
      synchronized (ports) {
        told = false;
        port = interested ? ready : null;
      }
      if (port != null) {
        port.ready(READ);
        synchronized (ports) {
          tell(); // a condition that holds on is told again
        }
      }
    }

    @Override
    public void start(Ready port) {
      synchronized (ports) {
        ready = port;
        resume();
        tell();
      }
    }

    @Override
    public void interest(int ops) {
      synchronized (ports) {
        interested = (ops & READ) != 0;
        tell();
      }
    }

    @Override
    public @Nullable StreamIo accept() throws IOException {
      StreamIo accepted;
      synchronized (ports) {
        accepted = waiting.poll();
        resume();
      }
      if (accepted == null) {
        return null;
      }
      try {
        return member.driver.adopt(accepted);
      } catch (IOException | RuntimeException e) {
        accepted.reset();
        throw e;
      }
    }

    @Override
    public TcpAddress host() {
      return socket.host();
    }

    @Override
    public void close() {
      synchronized (ports) {
        ready = null;
        left(this);
      }
    }
  }
}
