// Part 11, exercise 2: a server on the reactor's lowest level.
//
// Watch the same as in exercise 1. The selector and its loop are the reactor's now; what is left is
// what to do when a socket can be accepted from, and when one can be written to.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;

static final byte[] POEM = "This poem is long.\n".repeat(1_000_000).getBytes(UTF_8);

final Reactor reactor = Reactors.installed();

final class Door implements ReadDescriptor {
  private final ServerSocketChannel listener = ServerSocketChannel.open();

  Door() throws IOException {
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listener.configureBlocking(false);
  }

  @Override
  public ServerSocketChannel channel() {
    return listener;
  }

  @Override
  public IoStatus doRead() throws IOException {
    SocketChannel client = listener.accept();
    if (client != null) {
      client.configureBlocking(false);
      reactor.addWriter(new Poet(client));
    }
    return IoStatus.MORE;
  }

  @Override
  public void connectionLost(Failure reason) {
    close(listener);
  }
}

final class Poet implements WriteDescriptor {
  private final SocketChannel client;
  private final ByteBuffer rest = ByteBuffer.wrap(POEM);

  Poet(SocketChannel client) {
    this.client = client;
  }

  @Override
  public SocketChannel channel() {
    return client;
  }

  @Override
  public IoStatus doWrite() throws IOException {
    client.write(rest);
    return rest.hasRemaining() ? IoStatus.MORE : IoStatus.CONNECTION_DONE;
  }

  @Override
  public void connectionLost(Failure reason) {
    close(client);
  }
}

void close(Closeable socket) {
  try {
    socket.close();
  } catch (IOException e) {
    throw new UncheckedIOException(e);
  }
}

void main() throws IOException {
  var door = new Door();
  reactor.addReader(door);
  int port = door.channel().socket().getLocalPort();
  reactor.callWhenRunning(() -> reactor.deferToThread(() -> read(port)).onBoth(reactor::stop));
  reactor.run();
}

Void read(int port) throws IOException {
  try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), port);
      Socket hurried = new Socket(InetAddress.getLoopbackAddress(), port)) {
    IO.println("the hurried reader got " + hurried.getInputStream().readAllBytes().length);
    IO.println("the idle reader got " + idle.getInputStream().readAllBytes().length);
  }
  return null;
}
