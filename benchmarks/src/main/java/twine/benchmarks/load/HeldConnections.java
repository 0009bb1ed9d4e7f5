package twine.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that are open and silent. Each has had one answer, so the server has seen it. */
public final class HeldConnections implements AutoCloseable {
  private final InetSocketAddress server;
  private final int count;
  private final List<SocketChannel> channels = new ArrayList<>();

  /** So many connections to the server, none of which is open yet. */
  public HeldConnections(InetSocketAddress server, int count) {
    this.server = server;
    this.count = count;
  }

  /** Opens them all. */
  public void open() {
    ByteBuffer request =
        ByteBuffer.wrap(RequestLoad.REQUEST.getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();
    ByteBuffer response = ByteBuffer.allocateDirect(RequestLoad.RESPONSE_SIZE);
    try {
      while (channels.size() < count) {
        SocketChannel channel = SocketChannel.open(server);
        channels.add(channel);
        channel.write(request.rewind());
        readFully(channel, response.clear());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s, after %d of %d connections to %s"
              .formatted(e.getMessage(), channels.size(), count, server),
          e);
    }
  }

  private static void readFully(SocketChannel channel, ByteBuffer target) throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw new EOFException("the server closed the connection");
      }
    }
  }

  /** Closes them all. */
  @Override
  public void close() {
    for (SocketChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException e) {
        // It is closed all the same.
      }
    }
  }
}
