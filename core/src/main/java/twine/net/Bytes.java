package twine.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Copies of bytes that are valid only for now, as those that {@link Protocol#dataReceived} is
 * given. All methods leave the buffer's position where it was.
 */
public final class Bytes {
  private Bytes() {}

  /** A copy of the bytes from the buffer's position to its limit. */
  public static byte[] copy(ByteBuffer data) {
    byte[] copy = new byte[data.remaining()];
    data.get(data.position(), copy);
    return copy;
  }

  /** The text that the bytes are in UTF-8; what is not UTF-8 becomes U+FFFD. */
  public static String utf8(ByteBuffer data) {
    return new String(copy(data), StandardCharsets.UTF_8);
  }
}
