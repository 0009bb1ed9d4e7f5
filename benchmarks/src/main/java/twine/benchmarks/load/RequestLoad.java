package twine.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Requests on connections that stay open from one run to the next. */
final class RequestLoad extends SelectorLoad {
  /** One request, as wrk words it. */
  static final String REQUEST = "GET / HTTP/1.1\r\nHost: 127.0.0.1:10000\r\n\r\n";

  /** The size of one answer. */
  static final int RESPONSE_SIZE = 120;

  private final int depth;
  private final ByteBuffer requests;

  RequestLoad(int connections, int depth) {
    super(connections);
    byte[] batch = REQUEST.repeat(depth).getBytes(StandardCharsets.US_ASCII);
    this.depth = depth;
    this.requests = ByteBuffer.allocateDirect(batch.length).put(batch).flip();
  }

  @Override
  public Session open(InetSocketAddress server) {
    return new Asking(server);
  }

  /** How many bytes of the present batch's answers are still to come. */
  private static final class Awaited {
    private int bytes;
  }

  private final class Asking extends AskingSession {
    Asking(InetSocketAddress server) {
      super(server);
    }

    @Override
    void askForAll(int width) throws IOException {
      while (selector.keys().size() < width) {
        connect().attach(new Awaited());
      }
      for (SelectionKey key : selector.keys()) {
        askAgain(key);
      }
    }

    // A batch is small and the one before it has been read, so the socket takes it whole.
    @Override
    void askAgain(SelectionKey key) throws IOException {
      ((SocketChannel) key.channel()).write(requests.rewind());
      ((Awaited) key.attachment()).bytes = depth * RESPONSE_SIZE;
    }

    @Override
    int received(SelectionKey key) throws IOException {
      int length = ((SocketChannel) key.channel()).read(input.clear());
      if (length < 0) {
        throw new IOException("the server closed a connection");
      }
      Awaited awaited = (Awaited) key.attachment();
      awaited.bytes -= length;
      return awaited.bytes > 0 ? 0 : depth;
    }
  }
}
