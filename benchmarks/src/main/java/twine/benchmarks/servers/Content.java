package twine.benchmarks.servers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What the servers send, byte for byte the same as those in other languages do, and how. */
final class Content {

  /** How many bytes one read takes at most. */
  static final int READ_SIZE = 64 * 1024;

  /** How many connections the system may hold until they are accepted. */
  static final int BACKLOG = 4096;

  /** The size of the poem. */
  static final int POEM_SIZE = 3003;

  /** How many bytes of the poem a slow client gets at a time: so many that the poem ends evenly. */
  static final int PORTION = 11;

  /** How long a slow client waits for the next bytes; the book's slow server has the same habit. */
  static final int DELAY_MILLIS = 700;

  /** How many bytes are written at a time to a client that reads as fast as it can. */
  static final int CHUNK_SIZE = 64 * 1024;

  /** How many chunks such a client gets: 128 MiB in all. */
  static final int CHUNKS = 2048;

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

  /** The size of one response. */
  static final int RESPONSE_SIZE = RESPONSE.length;

  private Content() {}

  /** A direct buffer of as many responses as one read can ask for, each request being 4 bytes. */
  static ByteBuffer responses() {
    return repeated(RESPONSE, READ_SIZE / 4 * RESPONSE_SIZE);
  }

  /** A direct buffer of one poem. */
  static ByteBuffer poem() {
    return repeated(LINE, POEM_SIZE);
  }

  /** A direct buffer of one chunk. */
  static ByteBuffer chunk() {
    return repeated(LINE, CHUNK_SIZE);
  }

  /** The bytes of a buffer that {@link #responses}, {@link #poem} or {@link #chunk} has made. */
  static byte[] bytes(ByteBuffer content) {
    byte[] bytes = new byte[content.capacity()];
    content.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer repeated(byte[] text, int size) {
    ByteBuffer all = ByteBuffer.allocateDirect(size);
    for (int i = 0; i < size; i++) {
      all.put(text[i % text.length]);
    }
    return all.flip();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
