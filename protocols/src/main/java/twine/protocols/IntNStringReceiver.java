package twine.protocols;

import java.nio.ByteBuffer;

/**
 * A protocol of strings, each after its length as an unsigned big-endian number of 1, 2 or 4 bytes.
 * A length above the limit is refused as soon as it has arrived.
 */
public abstract sealed class IntNStringReceiver extends MessageReceiver
    permits Int8StringReceiver, Int16StringReceiver, Int32StringReceiver {
  /** The longest string that is taken if nothing else is said, in bytes. */
  public static final int DEFAULT_MAX_LENGTH = 99_999;

  private static final byte[] NO_TAIL = {};

  private final int prefixLength;

  IntNStringReceiver(int prefixLength, int maxLength) {
    super(maxLength);
    this.prefixLength = prefixLength;
  }

  /**
   * A string has arrived.
   *
   * @param string the bytes without length; valid until this method returns
   */
  protected abstract void stringReceived(ByteBuffer string);

  /**
   * Sends a string.
   *
   * @throws IllegalArgumentException if its length does not fit the prefix; nothing is sent then
   */
  public final void sendString(ByteBuffer string) {
    int length = string.remaining();
    long most = (1L << (8 * prefixLength)) - 1;
    if (length > most) {
      throw new IllegalArgumentException(
          logPrefix()
              + ": a string of "
              + length
              + " bytes cannot be sent: its length has "
              + prefixLength
              + (prefixLength == 1 ? " byte" : " bytes")
              + " and counts to "
              + most);
    }
    byte[] prefix = new byte[prefixLength];
    for (int i = 0; i < prefixLength; i++) {
      prefix[i] = (byte) (length >>> (8 * (prefixLength - 1 - i)));
    }
    send(prefix, string, NO_TAIL);
  }

  /**
   * Sends a string.
   *
   * @throws IllegalArgumentException if its length does not fit the prefix; nothing is sent then
   */
  public final void sendString(byte[] string) {
    sendString(ByteBuffer.wrap(string));
  }

  /** The length that stands at {@code from}. */
  abstract long length(ByteBuffer bytes, int from);

  @Override
  final int handleNext(ByteBuffer bytes, int from, int to) {
    if (to - from < prefixLength) {
      return incomplete(prefixLength);
    }
    long length = length(bytes, from);
    if (length > maxLength()) {
      refuse(
          new MessageRefusedException(
              "a string of "
                  + length
                  + " bytes is announced, more than the "
                  + maxLength()
                  + " allowed"));
      return to;
    }
    int start = from + prefixLength;
    if (to - start < length) {
      return incomplete(prefixLength + (int) length);
    }
    int end = start + (int) length;
    stringReceived(view(bytes, start, end));
    return end;
  }
}
