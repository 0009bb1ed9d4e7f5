package twine.benchmarks.servers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What the servers send, byte for byte the same as {@code epoll_server.c} does. */
final class Work {

  /** How many bytes one read takes at most. */
  static final int READ_SIZE = 64 * 1024;

  /** How many connections the system may hold until they are accepted. */
  static final int BACKLOG = 4096;

  private static final byte[] RESPONSE =
      ascii(
          """
          HTTP/1.1 200 OK\r
          Content-Type: text/plain\r
          Content-Length: 55\r
          \r
          No man is an island, entire of itself; every man is a p\
          """);

  private static final byte[] LINE =
      ascii("The reactor waits, and while it waits the poems come.\n");

  private static final int POEM_SIZE = 3003;

  /** The size of one response. */
  static final int RESPONSE_SIZE = RESPONSE.length;

  private Work() {}

  /** Whether the arguments of a server ask for poems rather than answers to requests. */
  static boolean isPoem(String[] args) {
    return switch (args[0]) {
      case "poem" -> true;
      case "requests" -> false;
      default -> throw new IllegalArgumentException("the work is requests or poem, not " + args[0]);
    };
  }

  /** The port that the arguments of a server name. */
  static int port(String[] args) {
    return Integer.parseInt(args[1]);
  }

  /** A direct buffer of as many responses as one read can ask for, each request being 4 bytes. */
  static ByteBuffer responses() {
    ByteBuffer all = ByteBuffer.allocateDirect(READ_SIZE / 4 * RESPONSE_SIZE);
    while (all.hasRemaining()) {
      all.put(RESPONSE);
    }
    return all.flip();
  }

  /** A direct buffer of one poem. */
  static ByteBuffer poem() {
    ByteBuffer poem = ByteBuffer.allocateDirect(POEM_SIZE);
    for (int i = 0; i < POEM_SIZE; i++) {
      poem.put(LINE[i % LINE.length]);
    }
    return poem.flip();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
