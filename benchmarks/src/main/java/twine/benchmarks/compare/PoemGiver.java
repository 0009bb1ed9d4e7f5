package twine.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that sends a poem to whoever connects, at once, and remembers when that was. */
final class PoemGiver implements AutoCloseable {
  /** The poem. */
  static final String POEM = "A bell that tolls for one tolls also for the next.\n".repeat(60);

  private final ServerSocket listener;
  private volatile long lastAccept;

  /** Begins to serve on a free port. */
  PoemGiver() {
    try {
      listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
    Thread.ofPlatform().daemon().name("poem giver").start(this::serve);
  }

  private void serve() {
    byte[] poem = POEM.getBytes(StandardCharsets.US_ASCII);
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        lastAccept = System.nanoTime();
        client.getOutputStream().write(poem);
      } catch (IOException e) {
        // The listener was closed, or a client has hung up; the next one is served all the same.
      }
    }
  }

  /** Where it serves. */
  int port() {
    return listener.getLocalPort();
  }

  /** When the last client was accepted, as {@link System#nanoTime}. */
  long lastAccept() {
    return lastAccept;
  }

  /** Serves no more. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop listening", e);
    }
  }
}
