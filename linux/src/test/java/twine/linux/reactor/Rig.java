package twine.linux.reactor;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import twine.reactor.ListenOptions;
import twine.reactor.spi.Ready;

/** A driver without a reactor, a port of it, and sockets of the JDK's that connect to that. */
final class Rig implements Closeable {
  static final Ready NOBODY = ops -> {};

  final LinuxDriver driver;
  final SocketListener listener;
  private final List<Socket> clients = new ArrayList<>();

  Rig(String name) throws IOException {
    driver = driver(name);
    listener = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  static LinuxDriver driver(String name) throws IOException {
    return switch (name) {
      case "epoll" -> new EpollReactorProvider().driver(name);
      case "poll" -> new PollReactorProvider().driver(name);
      case "select" -> new SelectReactorProvider().driver(name);
      default -> throw new IllegalArgumentException(name);
    };
  }

  SocketListener listen(InetSocketAddress local) throws IOException {
    return (SocketListener) driver.listen(local, ListenOptions.DEFAULT);
  }

  /** Connects to the port. */
  Socket client() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.host().port());
    clients.add(client);
    return client;
  }

  /** The other end of the first client that has none yet; on this machine it is there at once. */
  SocketStream accept() throws IOException {
    return (SocketStream) Objects.requireNonNull(listener.accept());
  }

  /** The same, watched for input. */
  SocketStream accept(Ready ready) throws IOException {
    SocketStream stream = accept();
    stream.attach(ready);
    stream.interest(Ready.READ);
    return stream;
  }

  /** Waits for so long at most. */
  void await(int millis) throws IOException {
    driver.await(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Who is told that something is ready, and what, is noted. */
  static final class Told implements Ready {
    final List<Integer> ops = new ArrayList<>();
    @Nullable Runnable then;

    @Override
    public void ready(int ready) {
      ops.add(ready);
      if (then != null) {
        then.run();
      }
    }
  }

  @Override
  public void close() throws IOException {
    driver.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
