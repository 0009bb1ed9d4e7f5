package twine.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import twine.testing.StringTransport;

/** A receiver holds no more than its limit, and no more than a few times what has arrived. */
@Tag("P12.1")
class MemoryTest {
  private static final int LIMIT = 50_000;
  private static final int SMALLEST = 64;

  private final Heard heard = new Heard();
  private final StringTransport transport = new StringTransport();

  private MessageReceiver connected(Kind kind, int max) {
    MessageReceiver receiver = kind.receiver(heard, max);
    receiver.makeConnection(transport);
    return receiver;
  }

  private static void give(MessageReceiver receiver, String bytes) {
    receiver.dataReceived(ByteBuffer.wrap(Heard.bytes(bytes)));
  }

  @ParameterizedTest
  @EnumSource
  void aMessageThatIsOnlyAnnouncedCostsNothing(Kind kind) {
    int max = kind == Kind.INT8 ? 255 : LIMIT;
    MessageReceiver receiver = connected(kind, max);
    String longest = kind.written("x".repeat(max));
    for (int sent = 0; sent < longest.length() - 1; ) {
      int next = Math.min(sent + (sent < 300 ? 1 : 997), longest.length() - 1);
      give(receiver, longest.substring(sent, next));
      sent = next;
      assertThat(Holding.capacity(receiver))
          .as("after %d bytes", sent)
          .isLessThanOrEqualTo(Math.max(SMALLEST, 4 * sent))
          .isLessThanOrEqualTo(max + MessageReceiver.MOST_AROUND);
    }
    give(receiver, longest.substring(longest.length() - 1));
    assertThat(heard.messages).containsExactly("x".repeat(max));
    assertThat(Holding.capacity(receiver)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void inALimitOfGigabytesTheBeginningOfAMessageTakesLittle(Kind kind) {
    MessageReceiver receiver = connected(kind, MessageReceiver.MOST);
    String begun = kind.written("x".repeat(kind == Kind.INT8 ? 255 : 5_000));
    give(receiver, begun.substring(0, 10));
    assertThat(Holding.capacity(receiver)).isLessThanOrEqualTo(SMALLEST);
    give(receiver, begun.substring(10, begun.length() - 1));
    assertThat(Holding.capacity(receiver)).isLessThanOrEqualTo(4 * begun.length());
  }

  @Test
  void anEndlessLineIsNeverHeldLongerThanALineMayBe() {
    MessageReceiver receiver = connected(Kind.CR_LF_LINES, LIMIT);
    byte[] portion = Heard.bytes("x".repeat(1_000));
    for (int i = 0; i < 10_000; i++) {
      receiver.dataReceived(ByteBuffer.wrap(portion));
      assertThat(Holding.capacity(receiver)).isLessThanOrEqualTo(LIMIT + 2);
    }
    assertThat(heard.refusals).hasSize(1);
    assertThat(Holding.capacity(receiver)).isZero();
  }

  @Test
  void aPeerThatSendsNothingButCarriageReturnsIsNoException() {
    MessageReceiver receiver = connected(Kind.CR_LF_LINES, LIMIT);
    byte[] portion = Heard.bytes("\r".repeat(1_000));
    for (int i = 0; i < 1_000; i++) {
      receiver.dataReceived(ByteBuffer.wrap(portion));
      assertThat(Holding.capacity(receiver)).isLessThanOrEqualTo(LIMIT + 2);
    }
    assertThat(heard.refusals).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatFollowsTheEndOfAMessageIsNotCopied(Kind kind) {
    MessageReceiver receiver = connected(kind, 100);
    String message = kind.written("message");
    give(receiver, message.substring(0, 2));
    // The rest is longer than all that may be held: were it copied, it would have to be held.
    heard.then =
        () ->
            assertThat(Holding.capacity(receiver))
                .isLessThanOrEqualTo(100 + MessageReceiver.MOST_AROUND);
    give(receiver, message.substring(2) + message.repeat(1_000));
    assertThat(heard.messages).hasSize(1_001);
    assertThat(Holding.capacity(receiver)).isZero();
  }

  @Test
  void aLimitIsNotNegativeAndLeavesRoomForTheFrame() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kind.NETSTRINGS.receiver(heard, -1))
        .withMessage("the longest message must have between 0 and 2147483583 bytes, not -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kind.NETSTRINGS.receiver(heard, Integer.MAX_VALUE - 63));
  }
}
