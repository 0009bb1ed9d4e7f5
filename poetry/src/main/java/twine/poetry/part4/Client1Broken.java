package twine.poetry.part4;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import twine.net.TcpAddress;
import twine.reactor.Reactor;

/**
 * Part 4: a client that breaks the one rule of the reactor, which is not to block.
 *
 * <p>Watch {@code read}: where client 1 returns to the reactor when there is nothing to read for
 * now, this one waits, until its poem is complete. Meanwhile the other servers fill the buffers of
 * the system, so that little time is lost; with long poems it would be.
 *
 * <p>In Python one only forgets to make the socket non-blocking. Java lets no selector watch a
 * blocking socket, so here it takes some effort to be broken: a selector just for waiting.
 */
public final class Client1Broken extends Client1 {
  @Override
  String description() {
    return "Connects to all servers at once, but reads each poem to its end before it looks at "
        + "another one, because it blocks where it must not. Compare what it prints with client-1.";
  }

  @Override
  PoetrySocket makeSocket(Reactor reactor, int task, TcpAddress server) throws IOException {
    return new BrokenPoetrySocket(reactor, task, server);
  }

  private static final class BrokenPoetrySocket extends PoetrySocket {

    BrokenPoetrySocket(Reactor reactor, int task, TcpAddress server) throws IOException {
      super(reactor, task, server);
    }

    @Override
    int read() throws IOException {
      try (Selector waiting = Selector.open()) {
        channel().register(waiting, SelectionKey.OP_READ);
        waiting.select();
        return super.read();
      }
    }
  }
}
