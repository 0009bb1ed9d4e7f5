package twine.protocols;

import java.nio.ByteBuffer;

/** Looks for a byte 32 at a time, then eight at a time. */
final class Scan {
  private static final int STRIDE = 4 * Long.BYTES;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
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
    for (int last = to - STRIDE; at <= last; at += STRIDE) {
      long some =
          someZero(bytes.getLong(at) ^ pattern)
              | someZero(bytes.getLong(at + 8) ^ pattern)
              | someZero(bytes.getLong(at + 16) ^ pattern)
              | someZero(bytes.getLong(at + 24) ^ pattern);
      if ((some & HIGH_BITS) != 0) {
        break;
      }
    }
    for (int last = to - Long.BYTES; at <= last; at += Long.BYTES) {
      long zeros = zeros(bytes.getLong(at) ^ pattern);
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

  /** Has some byte's highest bit set if some byte is zero, and only then; not always the same. */
  private static long someZero(long bytes) {
    return bytes - EACH_BYTE & ~bytes;
  }

  /** 0x80 in each byte that is zero, and 0 in the others: what borrows would spoil above. */
  private static long zeros(long bytes) {
    return ~(((bytes & LOW_BITS) + LOW_BITS) | bytes | LOW_BITS);
  }
}
