package twine.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twine.protocols.policies.CapturedLog;
import twine.testing.StringTransport;

/** What is malformed or too long closes the connection, with one line that says why. */
@Tag("P12.1")
@Tag("P12.6")
class RefusalTest {
  private final StringTransport transport = new StringTransport();
  private final CapturedLog log = new CapturedLog("twine.protocols");
  private final List<String> received = new ArrayList<>();

  private final class Poems extends NetstringReceiver {
    Poems() {}

    Poems(int maxLength) {
      super(maxLength);
    }

    @Override
    protected void stringReceived(ByteBuffer string) {
      received.add("netstring");
    }
  }

  private final class Lines extends LineReceiver {
    @Override
    protected void lineReceived(ByteBuffer line) {
      received.add("line");
    }
  }

  private final class Strings extends Int32StringReceiver {
    @Override
    protected void stringReceived(ByteBuffer string) {
      received.add("string");
    }
  }

  @AfterEach
  void close() {
    log.close();
  }

  private void give(MessageReceiver receiver, String bytes) {
    receiver.makeConnection(transport);
    for (byte each : Heard.bytes(bytes)) {
      receiver.dataReceived(ByteBuffer.wrap(new byte[] {each}));
    }
  }

  private void assertRefused(MessageReceiver receiver, String why) {
    assertThat(log.lines())
        .containsExactly(
            "WARNING "
                + receiver.getClass().getSimpleName()
                + " (127.0.0.1:12345): "
                + why
                + "; the connection is closed");
    assertThat(transport.disconnecting()).isTrue();
    assertThat(transport.aborting()).isFalse();
    assertThat(received).isEmpty();
    assertThat(Holding.capacity(receiver)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          :,        | ":"
          ,         | ","
          poem      | "p"
          -1:,      | "-"
          +5:hello, | "+"
          ^ 5:hello,^ | " "
          5 :hello, | "5 "
          5x        | "5x"
          5;        | "5;"
          "         | "\\x22"
          é         | "\\xe9"
          """)
  void aNetstringThatDoesNotBeginWithALengthIsRefusedAtTheFirstWrongByte(
      String bytes, String shown) {
    Poems poems = new Poems();
    give(poems, bytes);
    assertRefused(poems, "a netstring does not begin with a length and a colon: " + shown);
  }

  @ParameterizedTest
  @CsvSource({"00", "00:,", "05:hello,", "000000000000000000005:hello,"})
  void zerosInFrontOfALengthAreRefusedAtTheSecondDigit(String bytes) {
    Poems poems = new Poems();
    give(poems, bytes);
    assertRefused(
        poems, "a netstring's length has a zero in front: \"" + bytes.substring(0, 2) + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "100000, 100000",
    "1000000000000000000:, 100000",
    "99999999999999999999999999999999, 999999",
    "18446744073709551617:x, 184467"
  })
  void aLengthAboveTheLimitIsRefusedAsSoonAsItsDigitsSaySo(String bytes, String shown) {
    Poems poems = new Poems();
    give(poems, bytes);
    assertRefused(poems, "a netstring is longer than the 99999 bytes allowed: \"" + shown + "\"");
  }

  @Test
  void aLengthIsNotMistakenForASmallOneHoweverHighTheLimitIs() {
    int most = Integer.MAX_VALUE - 64;
    Poems poems = new Poems(most);
    give(poems, "4294967297:x,"); // 1 in 32 bits
    assertRefused(
        poems, "a netstring is longer than the " + most + " bytes allowed: \"4294967297\"");
  }

  @Test
  void aNetstringWithoutItsCommaIsRefused() {
    Poems poems = new Poems();
    give(poems, "4:poems,");
    assertRefused(poems, "a netstring of 4 bytes does not end with a comma, but with: \"s\"");
  }

  @Test
  void ofWhatIsRefusedTheLogShowsOnlyTheBeginningAndNothingThatATerminalObeys() {
    Poems poems = new Poems();
    poems.makeConnection(transport);
    poems.dataReceived(ByteBuffer.wrap(Heard.bytes("\u001b[2J\r\n\\" + "x".repeat(1_000))));
    assertRefused(
        poems,
        "a netstring does not begin with a length and a colon: "
            + "\"\\x1b[2J\\x0d\\x0a\\x5c"
            + "x".repeat(25)
            + "\"…");
  }

  @Test
  void aLineThatIsTooLongIsRefused() {
    Lines lines = new Lines();
    give(lines, "x".repeat(16_384 + 2) + "\r\n");
    assertRefused(
        lines, "a line is longer than the 16384 bytes allowed: \"" + "x".repeat(32) + "\"…");
  }

  @Test
  void aCountAboveTheLimitIsRefusedAsSoonAsItHasArrived() {
    Strings strings = new Strings();
    give(strings, "\u00ff\u00ff\u00ff\u00ff");
    assertRefused(
        strings, "a string of 4294967295 bytes is announced, more than the 99999 allowed");
  }

  @Test
  void nothingMoreIsReceivedEvenIfAnOverrideDoesNotCloseTheConnection() {
    List<String> refusals = new ArrayList<>();
    MessageReceiver lenient =
        new NetstringReceiver() {
          @Override
          protected void stringReceived(ByteBuffer string) {
            received.add("string");
          }

          @Override
          protected void messageRefused(MessageRefusedException why) {
            refusals.add(why.getMessage());
          }
        };
    give(lenient, ":,0:,0:,:,");
    assertThat(refusals).hasSize(1);
    assertThat(received).isEmpty();
    assertThat(transport.disconnecting()).isFalse();
    assertThat(Holding.capacity(lenient)).isZero();
  }

  @Test
  void anOverrideMayAnswerBeforeTheConnectionIsClosed() {
    MessageReceiver polite =
        new NetstringReceiver() {
          @Override
          protected void stringReceived(ByteBuffer string) {
            received.add("string");
          }

          @Override
          protected void messageRefused(MessageRefusedException why) {
            sendString(Heard.bytes("what?"));
            super.messageRefused(why);
          }
        };
    give(polite, "x");
    assertThat(transport.text()).isEqualTo("5:what?,");
    assertThat(transport.disconnecting()).isTrue();
    assertThat(log.lines()).hasSize(1);
  }
}
