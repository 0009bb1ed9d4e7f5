package twine.protocols;

import java.nio.ByteBuffer;

/** A protocol of strings, each after its length in one byte. */
public abstract non-sealed class Int8StringReceiver extends IntNStringReceiver {

  /** A receiver that takes strings of up to {@link #DEFAULT_MAX_LENGTH} bytes. */
  protected Int8StringReceiver() {
    this(DEFAULT_MAX_LENGTH);
  }

  /**
   * A receiver that takes strings of up to {@code maxLength} bytes.
   *
   * @param maxLength in bytes, at least 0
   */
  protected Int8StringReceiver(int maxLength) {
    super(1, maxLength);
  }

  @Override
  final long length(ByteBuffer bytes, int from) {
    return bytes.get(from) & 0xFF;
  }
}
