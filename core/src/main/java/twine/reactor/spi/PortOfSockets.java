package twine.reactor.spi;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import twine.net.TcpAddress;
import twine.reactor.ListenOptions;

/** A port with a socket for each reactor; the system spreads connections over them. */
final class PortOfSockets extends SharedPort {
  private final Set<Kernel> members = new HashSet<>();

  PortOfSockets(SharedPorts ports, InetSocketAddress asked, ListenerIo first) {
    super(ports, asked, first);
  }

  @Override
  boolean has(Kernel member) {
    return members.contains(member);
  }

  @Override
  ListenerIo join(Kernel member, ListenOptions options) throws IOException {
    return add(member, member.driver.listen(address, options.withReusePort(true)));
  }

  /** The socket of {@code member}, to be used in place of {@code socket}. */
  ListenerIo add(Kernel member, ListenerIo socket) {
    members.add(member);
    return new Socket(member, socket);
  }

  private final class Socket implements ListenerIo {
    private final Kernel member;
    private final ListenerIo socket;

    Socket(Kernel member, ListenerIo socket) {
      this.member = member;
      this.socket = socket;
    }

    @Override
    public void start(Ready ready) {
      socket.start(ready);
    }

    @Override
    public void interest(int ops) {
      socket.interest(ops);
    }

    @Override
    public @Nullable StreamIo accept() throws IOException {
      return socket.accept();
    }

    @Override
    public TcpAddress host() {
      return socket.host();
    }

    @Override
    public void close() {
      synchronized (ports) {
        socket.close();
        members.remove(member);
        if (members.isEmpty()) {
          ports.closed(PortOfSockets.this);
        }
      }
    }
  }
}
