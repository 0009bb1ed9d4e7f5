package twine.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A byte is found where a plain loop finds it. */
class ScanTest {
  private static final int LENGTH = 100;

  private static int plainly(byte[] bytes, byte value, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == value) {
        return at;
      }
    }
    return -1;
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 1, '\n', 0x7F, -0x80, -1})
  void whereverItStandsAmongBytesThatResembleIt(byte value) {
    Random random = new Random(value);
    byte[] alike = {(byte) (value + 1), (byte) (value - 1), (byte) (value ^ 0x80), 0, -0x80};
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[LENGTH];
      for (int at = 0; at < LENGTH; at++) {
        bytes[at] = random.nextInt(30) == 0 ? value : alike[random.nextInt(alike.length)];
      }
      int from = random.nextInt(LENGTH + 1);
      int to = from + random.nextInt(LENGTH - from + 1);
      assertThat(Scan.indexOf(ByteBuffer.wrap(bytes), value, from, to))
          .isEqualTo(plainly(bytes, value, from, to));
    }
  }

  @Test
  void onlyBetweenTheTwoPlaces() {
    byte[] bytes = Heard.bytes("x".repeat(LENGTH));
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int from = 0; from <= LENGTH; from++) {
      assertThat(Scan.indexOf(buffer, (byte) 'x', from, LENGTH))
          .isEqualTo(from < LENGTH ? from : -1);
      assertThat(Scan.indexOf(buffer, (byte) 'y', from, LENGTH)).isEqualTo(-1);
      assertThat(Scan.indexOf(buffer, (byte) 'x', from, from)).isEqualTo(-1);
    }
  }
}
