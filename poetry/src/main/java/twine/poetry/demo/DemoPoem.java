package twine.poetry.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** One of the poems that the demo serves; they come with the program, wherever it is started. */
final class DemoPoem {
  private final String name;
  private final byte[] text;
  private final int numBytes;

  private DemoPoem(String name, byte[] text, int numBytes) {
    this.name = name;
    this.text = text;
    this.numBytes = numBytes;
  }

  /** The three poems of Part 2, to be sent as they are there. */
  static List<DemoPoem> three() throws IOException {
    return List.of(
        read("ecstasy", 30), // three times as long as the others, so three times as fast
        read("fascination", 10),
        read("science", 10));
  }

  private static DemoPoem read(String name, int numBytes) throws IOException {
    String resource = "/twine/poetry/poems/" + name + ".txt";
    try (InputStream in = DemoPoem.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the poem " + name + " is missing from the program");
      }
      return new DemoPoem(name, in.readAllBytes(), numBytes);
    }
  }

  /** What people call it. */
  String name() {
    return name;
  }

  /** Its bytes. */
  ByteBuffer text() {
    return ByteBuffer.wrap(text).asReadOnlyBuffer();
  }

  /** How many bytes it has, at least 1. */
  int length() {
    return text.length;
  }

  /** How many bytes of it the server sends at a time. */
  int numBytes() {
    return numBytes;
  }
}
