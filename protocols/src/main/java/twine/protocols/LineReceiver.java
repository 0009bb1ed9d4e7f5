package twine.protocols;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A protocol of lines, each ended by a delimiter: CR LF, unless {@linkplain #setDelimiter another
 * one} is set. In raw mode it hands over the bytes as they come instead.
 *
 * <p>The delimiter is taken literally. With LF alone a line that ends in CR LF keeps its CR.
 */
public abstract class LineReceiver extends MessageReceiver {
  /** The longest line that is taken if nothing else is said, in bytes without the delimiter. */
  public static final int DEFAULT_MAX_LENGTH = 16_384;

  private static final byte[] CR_LF = {'\r', '\n'};
  private static final byte[] NO_HEAD = {};

  private byte[] delimiter = CR_LF;
  private boolean raw;
  private int searched; // how many bytes of the line that has begun are known to hold no delimiter
  private @Nullable ByteBuffer lent; // to rawDataReceived, which may give back the end of it
  private int lentTo;
  private int givenBack;

  /** A receiver that takes lines of up to {@link #DEFAULT_MAX_LENGTH} bytes. */
  protected LineReceiver() {
    this(DEFAULT_MAX_LENGTH);
  }

  /**
   * A receiver that takes lines of up to {@code maxLength} bytes.
   *
   * @param maxLength in bytes, at least 0, the delimiter not counted
   */
  protected LineReceiver(int maxLength) {
    super(maxLength);
  }

  /**
   * A line has arrived.
   *
   * @param line the bytes without the delimiter; valid until this method returns
   */
  protected abstract void lineReceived(ByteBuffer line);

  /**
   * Bytes have arrived in raw mode. To be overridden by whoever {@linkplain #setRawMode sets} it.
   *
   * @param data the bytes in any portion; valid until this method returns
   */
  protected void rawDataReceived(ByteBuffer data) {
    throw new UnsupportedOperationException(
        getClass().getName() + " sets raw mode but does not override rawDataReceived");
  }

  /**
   * A line is too long. By default it is {@linkplain #messageRefused refused}. Whatever an override
   * does, nothing more is received.
   *
   * @param line what of it has come, perhaps with what follows it; valid until this method returns
   */
  protected void lineLengthExceeded(ByteBuffer line) {
    messageRefused(
        MessageRefusedException.showing(
            "a line is longer than the " + maxLength() + " bytes allowed",
            line,
            line.position(),
            line.limit()));
  }

  /** Sends a line, of any length, and the delimiter. */
  public final void sendLine(ByteBuffer line) {
    send(NO_HEAD, line, delimiter);
  }

  /** Sends a line, of any length, and the delimiter. */
  public final void sendLine(byte[] line) {
    sendLine(ByteBuffer.wrap(line));
  }

  /**
   * Sets what ends a line from now on, in either direction: {@code '\n'} for lines that end in LF.
   * What has arrived of the next line counts too.
   *
   * @param delimiter from 1 to 64 bytes
   */
  public final void setDelimiter(byte... delimiter) {
    if (delimiter.length == 0 || delimiter.length > MOST_AROUND) {
      throw new IllegalArgumentException(
          "a delimiter has from 1 to " + MOST_AROUND + " bytes, not " + delimiter.length);
    }
    this.delimiter = delimiter.clone();
    searched = 0;
  }

  /**
   * Hands over as it comes, of any length, whatever is not a line yet: in a line's handler what
   * follows that line, else what has arrived of the next one, together with what arrives next.
   */
  public final void setRawMode() {
    raw = true;
    searched = 0;
  }

  /** Hands over what follows by lines. */
  public final void setLineMode() {
    raw = false;
    searched = 0;
  }

  /**
   * Hands over what follows by lines, beginning with {@code extra}: the end of what {@link
   * #rawDataReceived} was given and does not want. If it is that very buffer, with its position
   * moved, nothing is copied.
   *
   * @param extra from its position to its limit
   */
  public final void setLineMode(ByteBuffer extra) {
    setLineMode();
    if (extra == lent && extra.limit() == lentTo) {
      givenBack = extra.remaining();
    } else if (extra.hasRemaining()) {
      handleFirst(extra);
    }
  }

  // ---- finding lines

  @Override
  final int handleNext(ByteBuffer bytes, int from, int to) {
    return raw ? handleRaw(bytes, from, to) : handleLine(bytes, from, to);
  }

  private int handleRaw(ByteBuffer bytes, int from, int to) {
    lent = bytes;
    lentTo = to;
    givenBack = 0;
    try {
      rawDataReceived(view(bytes, from, to));
    } finally {
      lent = null;
    }
    return to - givenBack;
  }

  private int handleLine(ByteBuffer bytes, int from, int to) {
    int most = mostBytes();
    int last = delimiterEnd(bytes, from, to - from > most ? from + most : to);
    if (last >= 0) {
      int next = last + 1;
      searched = 0;
      lineReceived(view(bytes, from, next - delimiter.length));
      return next;
    }
    if (to - from >= most) {
      end();
      lineLengthExceeded(view(bytes, from, to));
      return to;
    }
    searched = to - from;
    return incomplete(most);
  }

  /** Where the first delimiter in the line ends, or -1. */
  private int delimiterEnd(ByteBuffer bytes, int from, int to) {
    int last = delimiter.length - 1;
    int at = from + Math.max(searched, last);
    while ((at = Scan.indexOf(bytes, delimiter[last], at, to)) >= 0) {
      if (isDelimiter(bytes, at - last)) {
        return at;
      }
      at++;
    }
    return -1;
  }

  private boolean isDelimiter(ByteBuffer bytes, int at) {
    for (int i = 0; i < delimiter.length - 1; i++) {
      if (bytes.get(at + i) != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  /** Only as far as the line may end, so that what follows it is not copied. */
  @Override
  final int missing(ByteBuffer begun, ByteBuffer data) {
    if (raw) {
      return 0;
    }
    int start = data.position();
    int room = Math.max(0, mostBytes() - begun.remaining()); // 0: another delimiter was set since
    int most = Math.min(data.remaining(), room);
    int end = Scan.indexOf(data, delimiter[delimiter.length - 1], start, start + most);
    int count = end < 0 ? most : end + 1 - start;
    if (searched == begun.remaining()) {
      searched += end < 0 ? count : count - 1; // only the byte that was found is looked at again
    }
    return count;
  }

  private int mostBytes() {
    return maxLength() + delimiter.length;
  }
}
