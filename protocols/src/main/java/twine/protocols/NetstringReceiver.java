package twine.protocols;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.net.Protocol;

/**
 * A protocol of netstrings: the length in decimal digits, a colon, the bytes, a comma, as in {@code
 * 5:hello,}. A string that is too long, or malformed, ends the connection.
 *
 * @see <a href="https://cr.yp.to/proto/netstrings.txt">Netstrings, D. J. Bernstein, 1997</a>
 */
public abstract class NetstringReceiver extends Protocol {
  /** The longest string that is taken if nothing else is said, in bytes. */
  public static final int DEFAULT_MAX_LENGTH = 99_999;

  private static final Logger LOG = System.getLogger("twine.protocols");
  private static final ByteBuffer COMMA = ByteBuffer.wrap(new byte[] {','});

  private final int maxLength;
  private int length = -1;
  private byte @Nullable [] string;
  private int filled;

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
    this.maxLength = maxLength;
  }

  /**
   * A string has arrived.
   *
   * @param string the bytes without length and comma; valid until this method returns
   */
  protected abstract void stringReceived(ByteBuffer string);

  /** Sends a string, of any length. */
  public final void sendString(ByteBuffer string) {
    byte[] head = (string.remaining() + ":").getBytes(StandardCharsets.US_ASCII);
    transport().writeSequence(List.of(ByteBuffer.wrap(head), string, COMMA));
  }

  /** Sends a string, of any length. */
  public final void sendString(byte[] string) {
    sendString(ByteBuffer.wrap(string));
  }

  /**
   * A string was too long or malformed, and nothing that follows can be read. Logs a line that says
   * so and closes the connection.
   *
   * @param why says what was wrong
   */
  protected void messageRefused(String why) {
    LOG.log(Level.WARNING, "{0} from {1}: {2}", logPrefix(), transport().getPeer(), why);
    transport().loseConnection();
  }

  @Override
  public final void dataReceived(ByteBuffer data) {
    while (data.hasRemaining() && connected()) {
      if (!step(data)) {
        data.position(data.limit());
      }
    }
  }

  private boolean step(ByteBuffer data) {
    byte[] target = string;
    if (target == null) {
      return lengthByte(data.get());
    }
    int count = Math.min(data.remaining(), target.length - filled);
    data.get(target, filled, count);
    filled += count;
    if (filled < target.length || !data.hasRemaining()) {
      return true;
    }
    if (data.get() != ',') {
      messageRefused("a netstring does not end with a comma");
      return false;
    }
    string = null;
    length = -1;
    stringReceived(ByteBuffer.wrap(target));
    return true;
  }

  private boolean lengthByte(byte digit) {
    if (digit == ':' && length >= 0) {
      string = new byte[length];
      filled = 0;
      return true;
    }
    if (digit < '0' || digit > '9' || length == 0) {
      messageRefused("a netstring does not begin with a length");
      return false;
    }
    long longer = Math.max(length, 0) * 10L + (digit - '0');
    if (longer > maxLength) {
      messageRefused("a netstring is longer than " + maxLength + " bytes");
      return false;
    }
    length = (int) longer;
    return true;
  }
}
