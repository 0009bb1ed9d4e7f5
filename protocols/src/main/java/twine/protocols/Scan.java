package twine.protocols;

import java.nio.ByteBuffer;

/** Looks for a byte eight at a time. */
final class Scan {
  private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

  private Scan() {}

  /**
   * Where {@code value} first stands from {@code from} on and before {@code to}, or -1.
   *
   * @param bytes in big-endian order, so that the first byte is the highest one of a long
   */
  static int indexOf(ByteBuffer bytes, byte value, int from, int to) {
    long pattern = (value & 0xFF) * EACH_BYTE;
    int at = from;
    for (int last = to - Long.BYTES; at <= last; at += Long.BYTES) {
      long difference = bytes.getLong(at) ^ pattern;
      // 0x80 in each byte that is zero and 0 in the others. The shorter formula with a subtraction
      // borrows, and so may also mark a byte before the first zero.
      long zeros = ~(((difference & LOW_BITS) + LOW_BITS) | difference | LOW_BITS);
      if (zeros != 0) {
        return at + Long.numberOfLeadingZeros(zeros) / Byte.SIZE;
      }
    }
    for (; at < to; at++) {
      if (bytes.get(at) == value) {
        return at;
      }
    }
    return -1;
  }
}
