package twine.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Connects, reads until the server closes, and connects again. */
final class PoemLoad extends SelectorLoad {

  PoemLoad(int connections) {
    super(connections);
  }

  @Override
  public Session open(InetSocketAddress server) {
    return new Fetching(server);
  }

  private final class Fetching extends AskingSession {
    Fetching(InetSocketAddress server) {
      super(server);
    }

    @Override
    void askForAll(int width) throws IOException {
      for (int i = 0; i < width; i++) {
        connect();
      }
    }

    @Override
    void askAgain(SelectionKey key) throws IOException {
      connect();
    }

    @Override
    int received(SelectionKey key) throws IOException {
      SocketChannel channel = (SocketChannel) key.channel();
      if (channel.read(input.clear()) >= 0) {
        return 0;
      }
      channel.close();
      return 1;
    }
  }
}
