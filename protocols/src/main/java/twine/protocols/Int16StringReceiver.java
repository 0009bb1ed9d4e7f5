package twine.protocols;

import java.nio.ByteBuffer;

/** A protocol of strings, each after its length in two bytes. */
public abstract non-sealed class Int16StringReceiver extends IntNStringReceiver {

  /** A receiver that takes strings of up to {@link #DEFAULT_MAX_LENGTH} bytes. */
  protected Int16StringReceiver() {
    this(DEFAULT_MAX_LENGTH);
  }

  /**
   * A receiver that takes strings of up to {@code maxLength} bytes.
   *
   * @param maxLength in bytes, at least 0
   */
  protected Int16StringReceiver(int maxLength) {
    super(2, maxLength);
  }

  @Override
  final long length(ByteBuffer bytes, int from) {
    return bytes.getShort(from) & 0xFFFF;
  }
}
