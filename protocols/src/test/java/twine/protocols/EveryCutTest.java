package twine.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import twine.testing.StringTransport;

/** However a stream is cut, the same comes out of it: here with all the cuts there are. */
@Tag("P12.1")
@Tag("P5.14")
class EveryCutTest {
  /** The first limit takes all messages, the second one refuses some. */
  private static final int[] LIMITS = {200, 0};

  @ParameterizedTest
  @EnumSource
  void ofAShortStream(Kind kind) {
    String stream = kind.stream(List.of("", "0", "\r:", "a,\n", "-"));
    Stream cut = new Stream(kind, stream.substring(0, Math.min(13, stream.length())));
    int places = cut.bytes.length - 1;
    for (int cuts = 0; cuts < 1 << places; cuts++) {
      cut.give(cuts);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofALongerStreamInThreeParts(Kind kind) {
    Stream cut = new Stream(kind, kind.stream(List.of("poem", "-".repeat(80), "", "1\r\n:,")));
    int length = cut.bytes.length;
    for (int first = 0; first <= length; first++) {
      for (int second = first; second <= length; second++) {
        cut.give(0, first, second, length);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofALongStreamByteByByte(Kind kind) {
    String all = "the quick brown fox\n".repeat(9);
    Stream cut = new Stream(kind, kind.stream(List.of(all, "", "x", all.substring(1))));
    int[] ends = new int[cut.bytes.length + 1];
    Arrays.setAll(ends, i -> i);
    cut.give(ends);
  }

  private static final class Stream {
    private final Kind kind;
    private final byte[] bytes;
    private final Kind.Outcome[] outcomes;

    private Stream(Kind kind, String stream) {
      this.kind = kind;
      bytes = Heard.bytes(stream);
      outcomes = new Kind.Outcome[LIMITS.length];
      Arrays.setAll(outcomes, i -> kind.outcome(stream, LIMITS[i]));
      assertThat(outcomes[0].refused()).isFalse();
      assertThat(outcomes[0].messages()).isNotEmpty();
      assertThat(outcomes[1].refused()).isTrue();
    }

    /** Gives the stream cut after each byte whose bit is set. */
    private void give(int cuts) {
      int[] ends = new int[Integer.bitCount(cuts) + 2];
      int count = 1;
      for (int i = 0; i < bytes.length - 1; i++) {
        if ((cuts >> i & 1) == 1) {
          ends[count++] = i + 1;
        }
      }
      ends[count] = bytes.length;
      give(ends);
    }

    /** Gives the portions that lie between each two of {@code ends}. */
    private void give(int... ends) {
      for (int i = 0; i < LIMITS.length; i++) {
        Heard heard = new Heard();
        StringTransport transport = new StringTransport();
        MessageReceiver receiver = kind.receiver(heard, LIMITS[i]);
        receiver.makeConnection(transport);
        for (int part = 1; part < ends.length; part++) {
          byte[] portion = Arrays.copyOfRange(bytes, ends[part - 1], ends[part]);
          receiver.dataReceived(ByteBuffer.wrap(portion));
          Arrays.fill(portion, (byte) '!');
        }
        Kind.Outcome expected = outcomes[i];
        if (!heard.messages.equals(expected.messages())
            || heard.refusals.size() != (expected.refused() ? 1 : 0)
            || transport.disconnecting() != expected.refused()
            || (expected.rest() == 0 && Holding.capacity(receiver) != 0)) {
          throw new AssertionError(
              "cut at %s, limit %d: %s %s, held %d, not %s"
                  .formatted(
                      Arrays.toString(ends),
                      LIMITS[i],
                      heard.messages,
                      heard.refusals,
                      Holding.capacity(receiver),
                      expected));
        }
      }
    }
  }
}
