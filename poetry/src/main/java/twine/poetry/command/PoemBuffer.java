package twine.poetry.command;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The part of a poem that has arrived so far. */
public final class PoemBuffer {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds what has arrived, by copying it: the reactor wants its buffer back. */
  public void add(ByteBuffer data) {
    byte[] copy = new byte[data.remaining()];
    data.get(copy);
    bytes.writeBytes(copy);
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.size();
  }

  /** All bytes. */
  public byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
