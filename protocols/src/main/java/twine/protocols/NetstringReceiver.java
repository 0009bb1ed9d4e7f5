package twine.protocols;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A protocol of netstrings: the length in decimal digits, a colon, the bytes, a comma, as in {@code
 * 5:hello,} (the book's Part 12). Refused are a length with a zero in front, a length above the
 * limit as soon as its digits say so, and a string without its comma.
 *
 * @see <a href="https://cr.yp.to/proto/netstrings.txt">Netstrings, D. J. Bernstein, 1997</a>
 */
public abstract class NetstringReceiver extends MessageReceiver {
  /** The longest string that is taken if nothing else is said, in bytes. */
  public static final int DEFAULT_MAX_LENGTH = 99_999;

  private static final byte[] COMMA = {','};

  /** A receiver that takes strings of up to {@link #DEFAULT_MAX_LENGTH} bytes. */
  protected NetstringReceiver() {
    this(DEFAULT_MAX_LENGTH);
  }

  /**
   * A receiver that takes strings of up to {@code maxLength} bytes.
   *
   * @param maxLength in bytes, at least 0
   */
  protected NetstringReceiver(int maxLength) {
    super(maxLength);
  }

  /**
   * A string has arrived.
   *
   * @param string the bytes without length and comma; valid until this method returns
   */
  protected abstract void stringReceived(ByteBuffer string);

  /** Sends a string, of any length. */
  public final void sendString(ByteBuffer string) {
    send((string.remaining() + ":").getBytes(StandardCharsets.US_ASCII), string, COMMA);
  }

  /** Sends a string, of any length. */
  public final void sendString(byte[] string) {
    sendString(ByteBuffer.wrap(string));
  }

  @Override
  final int handleNext(ByteBuffer bytes, int from, int to) {
    int colon = from;
    long length = 0;
    int digit;
    while ((digit = bytes.get(colon) - '0') >= 0 && digit <= 9) {
      if (colon > from && length == 0) {
        return refuse("a netstring's length has a zero in front", bytes, from, to);
      }
      length = length * 10 + digit;
      if (length > maxLength()) {
        return refuse(
            "a netstring is longer than the " + maxLength() + " bytes allowed", bytes, from, to);
      }
      if (++colon == to) {
        return incomplete(to - from + 1);
      }
    }
    if (bytes.get(colon) != ':' || colon == from) {
      return refuse("a netstring does not begin with a length and a colon", bytes, from, to);
    }
    return handleBody(bytes, from, colon + 1, (int) length, to);
  }

  private int handleBody(ByteBuffer bytes, int from, int start, int length, int to) {
    if (to - start <= length) {
      return incomplete(start - from + length + 1);
    }
    int comma = start + length;
    if (bytes.get(comma) != ',') {
      return refuse(
          "a netstring of " + length + " bytes does not end with a comma, but with",
          bytes,
          comma,
          to);
    }
    stringReceived(view(bytes, start, comma));
    return comma + 1;
  }

  private int refuse(String why, ByteBuffer bytes, int from, int to) {
    refuse(MessageRefusedException.showing(why, bytes, from, to));
    return to;
  }
}
