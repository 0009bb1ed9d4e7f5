package twine.poetry.command;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import twine.net.Bytes;

/** The part of a poem that has arrived so far. */
public final class PoemBuffer {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds what has arrived, by copying it: the reactor wants its buffer back. */
  public void add(ByteBuffer data) {
    bytes.writeBytes(Bytes.copy(data));
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
