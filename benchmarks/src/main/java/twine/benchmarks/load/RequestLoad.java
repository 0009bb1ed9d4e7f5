package twine.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Requests made by this program, where wrk is not there to make them. */
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

  /** How many bytes of the present batch's answers are still to come. */
  private static final class Awaited {
    private int bytes;
  }

  @Override
  void connected(SelectionKey key) throws IOException {
    key.attach(new Awaited());
    send(key);
  }

  @Override
  int received(SelectionKey key, int length) throws IOException {
    if (length < 0) {
      throw new IOException("the server closed a connection");
    }
    Awaited awaited = (Awaited) key.attachment();
    awaited.bytes -= length;
    if (awaited.bytes > 0) {
      return 0;
    }
    send(key);
    return depth;
  }

  // A batch is small and the one before it has been read, so the socket takes it whole.
  private void send(SelectionKey key) throws IOException {
    ((SocketChannel) key.channel()).write(requests.rewind());
    ((Awaited) key.attachment()).bytes = depth * RESPONSE_SIZE;
  }
}
