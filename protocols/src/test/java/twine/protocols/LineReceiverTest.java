package twine.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.net.Bytes;
import twine.protocols.policies.CapturedLog;
import twine.testing.StringTransport;

/** What only lines have: delimiters, and a raw mode. */
@Tag("P12.1")
@Tag("P5.14")
class LineReceiverTest {
  private final StringTransport transport = new StringTransport();
  private final List<String> events = new ArrayList<>();
  private final Talker talker = new Talker();

  private class Talker extends LineReceiver {
    Talker() {
      super(10);
    }

    @Override
    protected void lineReceived(ByteBuffer line) {
      String text = Heard.latin1(Bytes.copy(line));
      events.add("line " + text);
      switch (text) {
        case "raw" -> setRawMode();
        case "lf" -> setDelimiter((byte) '\n');
        case "say" -> sendLine(Heard.bytes("said"));
        default -> {}
      }
    }

    /** Takes bytes up to a dot, and gives back what follows it. */
    @Override
    protected void rawDataReceived(ByteBuffer data) {
      String text = Heard.latin1(Bytes.copy(data));
      int dot = text.indexOf('.');
      events.add("raw " + (dot < 0 ? text : text.substring(0, dot)));
      if (dot >= 0) {
        setLineMode(data.position(data.position() + dot + 1));
      }
    }
  }

  @BeforeEach
  void connect() {
    talker.makeConnection(transport);
  }

  private static void give(LineReceiver receiver, String... portions) {
    for (String portion : portions) {
      receiver.dataReceived(ByteBuffer.wrap(Heard.bytes(portion)));
    }
  }

  @Test
  void inRawModeBytesComeAsTheyCome() {
    give(talker, "one\r\nraw\r\nabc\r\n", "def", "gh.two\r", "\nthree\r\n");
    assertThat(events)
        .containsExactly(
            "line one", "line raw", "raw abc\r\n", "raw def", "raw gh", "line two", "line three");
    assertThat(Holding.capacity(talker)).isZero();
  }

  @Test
  void whatIsGivenBackFromRawModeIsReadByLinesAndMayLeadToRawModeAgain() {
    give(talker, "raw\r\na.raw\r\nb.raw\r\nc.end\r\n");
    assertThat(events)
        .containsExactly("line raw", "raw a", "line raw", "raw b", "line raw", "raw c", "line end");
  }

  @Test
  void whatRawModeEndsExactlyWithLeavesNothing() {
    give(talker, "raw\r\na.", "end\r\n");
    assertThat(events).containsExactly("line raw", "raw a", "line end");
  }

  @Test
  void aLineThatHasBegunIsRawOnceRawModeIsSetFromOutside() {
    give(talker, "begun");
    talker.setRawMode();
    assertThat(events).isEmpty();
    give(talker, " more");
    assertThat(String.join("|", events)).isEqualTo("raw begun|raw  more");
  }

  @Test
  void linesCanBePutBackFromOutside() {
    talker.setRawMode();
    give(talker, "abc");
    talker.setLineMode(ByteBuffer.wrap(Heard.bytes("put back\r\nbeg")));
    give(talker, "un\r\n");
    assertThat(events).containsExactly("raw abc", "line put back", "line begun");
  }

  @Test
  void whatIsPutBackWhilePausedWaits() {
    talker.setRawMode();
    talker.pauseProducing();
    talker.setLineMode(ByteBuffer.wrap(Heard.bytes("put back\r\n")));
    assertThat(events).isEmpty();
    talker.resumeProducing();
    assertThat(events).containsExactly("line put back");
  }

  @Test
  void rawModeThatIsNotProvidedForIsAnError() {
    LineReceiver plain =
        new LineReceiver() {
          @Override
          protected void lineReceived(ByteBuffer line) {
            setRawMode();
          }
        };
    plain.makeConnection(transport);
    assertThatThrownBy(() -> give(plain, "line\r\nbytes"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("does not override rawDataReceived");
  }

  @Test
  void aDelimiterThatAHandlerSetsEndsTheNextLine() {
    give(talker, "a\nb\r\nlf\r\nc\r\nd\n");
    assertThat(events).containsExactly("line a\nb", "line lf", "line c\r", "line d");
  }

  @Test
  void aDelimiterThatIsSetInTheMiddleOfALineEndsItWhenMoreArrives() {
    give(talker, "a\nb\nc");
    assertThat(events).isEmpty();
    talker.setDelimiter((byte) '\n');
    give(talker, "d\n");
    assertThat(events).containsExactly("line a", "line b", "line cd");
  }

  @Test
  void aShorterDelimiterCanMakeALineThatHasBegunTooLong() {
    try (CapturedLog log = new CapturedLog("twine.protocols")) {
      give(talker, "eleven byte");
      talker.setDelimiter((byte) '\n');
      give(talker, "s");
      assertThat(log.lines()).hasSize(1);
    }
    assertThat(events).isEmpty();
    assertThat(transport.disconnecting()).isTrue();
  }

  @Test
  void aDelimiterHasFromOneTo64Bytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(talker::setDelimiter)
        .withMessage("a delimiter has from 1 to 64 bytes, not 0");
    assertThatIllegalArgumentException().isThrownBy(() -> talker.setDelimiter(new byte[65]));
    byte[] longest = Heard.bytes("x".repeat(63) + "y");
    talker.setDelimiter(longest);
    longest[0] = '!';
    String delimiter = "x".repeat(63) + "y";
    give(talker, "xxx" + delimiter.substring(0, 40), delimiter.substring(40) + "b" + delimiter);
    assertThat(events).containsExactly("line xxx", "line b");
  }

  @Test
  void aLineMayHaveAsManyBytesAsAllowedAndNoMore() {
    try (CapturedLog log = new CapturedLog("twine.protocols")) {
      give(talker, "ten bytes.\r\n", "ten bytes.", "\r", "\n", "eleven byte\r\n", "more\r\n");
      assertThat(log.lines()).hasSize(1);
    }
    assertThat(events).containsExactly("line ten bytes.", "line ten bytes.");
    assertThat(transport.disconnecting()).isTrue();
  }

  @Test
  void nothingIsReceivedAfterALineThatIsTooLongWhateverAnOverrideDoes() {
    LineReceiver lenient =
        new Talker() {
          @Override
          protected void lineLengthExceeded(ByteBuffer line) {
            events.add("too long: " + Heard.latin1(Bytes.copy(line)));
            sendLine(Heard.bytes("500 line too long"));
          }
        };
    lenient.makeConnection(transport);
    give(lenient, "twelve", " bytes", "more\r\n");
    assertThat(events).containsExactly("too long: twelve bytes");
    assertThat(transport.text()).isEqualTo("500 line too long\r\n");
    assertThat(transport.disconnecting()).isFalse();
  }

  @Test
  void sendLineAddsTheDelimiterThatIsSet() {
    give(talker, "say\r\nlf\r\nsay\n");
    assertThat(transport.text()).isEqualTo("said\r\nsaid\n");
  }
}
