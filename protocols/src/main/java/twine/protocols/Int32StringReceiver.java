package twine.protocols;

import java.nio.ByteBuffer;

/** A protocol of strings, each after its length in four bytes. */
public abstract non-sealed class Int32StringReceiver extends IntNStringReceiver {

  /** A receiver that takes strings of up to {@link #DEFAULT_MAX_LENGTH} bytes. */
  protected Int32StringReceiver() {
    this(DEFAULT_MAX_LENGTH);
  }

  /**
   * A receiver that takes strings of up to {@code maxLength} bytes.
   *
   * @param maxLength in bytes, at least 0
   */
  protected Int32StringReceiver(int maxLength) {
    super(4, maxLength);
  }

  @Override
  final long length(ByteBuffer bytes, int from) {
    return bytes.getInt(from) & 0xFFFF_FFFFL;
  }
}
