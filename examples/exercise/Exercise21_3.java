// Part 21, exercise 3: a poetry server in the manner of Haskell.
//
// Watch how much is composed of a poem that has no end: as much as somebody wants to hear, and
// nothing before that.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;

final Reactor reactor = Reactors.installed();

/** A poem that says what it is, and not how it is computed. */
Stream<String> poem() {
  return Stream.iterate(1, bottles -> bottles + 1)
      .peek(bottles -> IO.println("Composing line " + bottles + "."))
      .map(bottles -> bottles + " green bottles, hanging on the wall");
}

/** Sends a line for each line that the client sends. */
final class Poet extends Protocol {
  private final Iterator<String> lines = poem().iterator();

  @Override
  public void dataReceived(ByteBuffer data) {
    while (data.hasRemaining()) {
      if (data.get() == '\n') {
        transport().write(UTF_8.encode(lines.next() + "\n"));
      }
    }
  }
}

/** Wants to hear three lines. */
final class Listener extends Protocol {
  private int heard;

  @Override
  public void connectionMade() {
    transport().write(UTF_8.encode("\n"));
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    boolean wholeLine = data.get(data.limit() - 1) == '\n';
    IO.print(UTF_8.decode(data));
    if (!wholeLine) {
      return;
    }
    heard++;
    if (heard == 3) {
      transport().loseConnection();
    } else {
      transport().write(UTF_8.encode("\n"));
    }
  }

  @Override
  public void connectionLost(Failure reason) {
    reactor.stop();
  }
}

void main() {
  TcpPort port = reactor.listenTcp(0, Factory.of(Poet::new), ListenOptions.LOOPBACK);
  reactor.connectTcp(port.getHost(), ClientFactory.of(Listener::new));
  reactor.run();
}
