// Part 4, exercise 1: a client on the reactor's lowest level that survives a server that is down.
//
// Watch the poem of the other server come all the same.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;

final Reactor reactor = Reactors.installed();
int running = 0;

void get(int port) {
  try {
    reactor.addReader(new PoetrySocket(port));
    running++;
  } catch (IOException e) {
    IO.println("Failed to connect: " + e.getMessage());
  }
}

final class PoetrySocket implements ReadDescriptor {
  private final StringBuilder poem = new StringBuilder();
  private final SocketChannel socket;

  PoetrySocket(int port) throws IOException {
    socket = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.configureBlocking(false);
  }

  @Override
  public SocketChannel channel() {
    return socket;
  }

  @Override
  public IoStatus doRead() throws IOException {
    ByteBuffer some = ByteBuffer.allocate(1_024);
    int bytes = socket.read(some);
    poem.append(UTF_8.decode(some.flip()));
    return bytes < 0 ? IoStatus.CONNECTION_DONE : IoStatus.MORE;
  }

  @Override
  public void connectionLost(Failure reason) {
    IO.println(poem);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    running--;
    if (running == 0) {
      reactor.stop();
    }
  }
}

void main() {
  get(1); // where nobody listens
  get(serve("This poem is short.", 0));
  reactor.run();
}

/** Serves a poem after so many seconds, and gives the port. */
int serve(String poem, long seconds) {
  Factory factory = Factory.of(() -> new Poet(poem, Duration.ofSeconds(seconds)));
  return reactor.listenTcp(0, factory, ListenOptions.LOOPBACK).getHost().port();
}

final class Poet extends Protocol {
  private final String poem;
  private final Duration delay;

  Poet(String poem, Duration delay) {
    this.poem = poem;
    this.delay = delay;
  }

  @Override
  public void connectionMade() {
    reactor.callLater(delay, this::recite);
  }

  private void recite() {
    transport().write(UTF_8.encode(poem));
    transport().loseConnection();
  }
}
