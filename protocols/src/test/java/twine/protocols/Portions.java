package twine.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import twine.net.Protocol;

/**
 * How a stream is cut. Each portion is given to a protocol as a transport would, and as an unkind
 * one might: in a buffer that is only lent, of any kind and byte order, with other bytes around it,
 * and overwritten afterwards.
 */
enum Portions {
  WHOLE {
    @Override
    int next(Random random, int remaining) {
      return remaining;
    }
  },
  BYTE_BY_BYTE {
    @Override
    int next(Random random, int remaining) {
      return 1;
    }
  },
  CUT_AT_RANDOM {
    @Override
    int next(Random random, int remaining) {
      int most = random.nextBoolean() ? 7 : 300;
      return Math.min(remaining, random.nextInt(most + 1));
    }
  };

  /** How long the next portion is. */
  abstract int next(Random random, int remaining);

  /** Gives one portion. */
  static void lend(Protocol protocol, byte[] portion, Random random) {
    int before = random.nextInt(20);
    int capacity = before + portion.length + random.nextInt(20);
    ByteBuffer buffer =
        random.nextBoolean() ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
    byte[] noise = new byte[capacity];
    random.nextBytes(noise);
    buffer.put(0, noise).put(before, portion);
    int end = before + portion.length;
    buffer.limit(end).position(before);
    ByteBuffer lent = random.nextInt(4) == 0 ? buffer.asReadOnlyBuffer() : buffer;
    lent.order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    protocol.dataReceived(lent);
    assertThat(lent.position()).isEqualTo(end);
    assertThat(lent.limit()).isEqualTo(end);
    random.nextBytes(noise);
    buffer.clear().put(noise);
  }
}
