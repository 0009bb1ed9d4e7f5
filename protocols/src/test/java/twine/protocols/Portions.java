package twine.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import twine.net.Protocol;

/**
 * Gives a stream to a protocol in portions, as a network would: each in a buffer that is only lent,
 * with other bytes around it, and overwritten afterwards.
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

  abstract int next(Random random, int remaining);

  void give(Protocol protocol, byte[] stream, Random random) {
    int at = 0;
    while (at < stream.length) {
      int end = at + next(random, stream.length - at);
      lend(protocol, Arrays.copyOfRange(stream, at, end), random);
      at = end;
    }
  }

  static void give(Protocol protocol, String latin1) {
    lend(protocol, Heard.bytes(latin1), new Random(latin1.length()));
  }

  private static void lend(Protocol protocol, byte[] portion, Random random) {
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
    protocol.dataReceived(lent);
    assertThat(lent.position()).isEqualTo(end);
    assertThat(lent.limit()).isEqualTo(end);
    random.nextBytes(noise);
    buffer.clear().put(noise);
  }
}
