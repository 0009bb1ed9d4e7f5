package twine.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import twine.protocols.Receivers.Int16s;
import twine.protocols.Receivers.Int32s;
import twine.protocols.Receivers.Int8s;
import twine.protocols.Receivers.Lines;
import twine.protocols.Receivers.Netstrings;
import twine.testing.StringTransport;

/** Each receiver sends what its like receives. */
@Tag("P12.1")
@Tag("P5.14")
class SendingTest {
  private static final int LIMIT = 200_000;

  private final StringTransport transport = new StringTransport();

  private static Stream<Arguments> kinds() {
    Heard heard = new Heard();
    return Stream.of(
        kind(Kind.CR_LF_LINES, new Lines(heard, LIMIT), LineReceiver::sendLine),
        kind(Kind.NETSTRINGS, new Netstrings(heard, LIMIT), NetstringReceiver::sendString),
        kind(Kind.INT8, new Int8s(heard, 255), IntNStringReceiver::sendString),
        kind(Kind.INT16, new Int16s(heard, LIMIT), IntNStringReceiver::sendString),
        kind(Kind.INT32, new Int32s(heard, LIMIT), IntNStringReceiver::sendString));
  }

  private static <R extends MessageReceiver> Arguments kind(
      Kind kind, R receiver, BiConsumer<? super R, ByteBuffer> send) {
    BiConsumer<StringTransport, ByteBuffer> connectAndSend =
        (transport, message) -> {
          receiver.makeConnection(transport);
          send.accept(receiver, message);
        };
    return Arguments.of(kind, connectAndSend);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void aMessageIsSentInItsFrameWhateverItsLength(
      Kind kind, BiConsumer<StringTransport, ByteBuffer> send) {
    int longest = kind == Kind.INT8 ? 255 : kind == Kind.INT16 ? 65_535 : LIMIT;
    for (int length : new int[] {0, 1, 9, 10, 255, 65_535, 65_536, 65_537, LIMIT}) {
      if (length <= longest) {
        String message = "m".repeat(length);
        ByteBuffer inTheMiddle = ByteBuffer.wrap(Heard.bytes("<<" + message + ">>"));
        transport.clear();
        send.accept(transport, inTheMiddle.position(2).limit(length + 2));
        assertThat(Heard.latin1(transport.value()).equals(kind.written(message)))
            .as("%d bytes", length)
            .isTrue();
      }
    }
  }

  @Test
  void aNetstringIsSentAsTheBookShowsIt() {
    Netstrings netstrings = new Netstrings(new Heard(), LIMIT);
    netstrings.makeConnection(transport);
    netstrings.sendString(Heard.bytes("hello world!"));
    netstrings.sendString(new byte[0]);
    assertThat(transport.text()).isEqualTo("12:hello world!,0:,");
  }

  @Test
  void aStringThatItsPrefixCannotCountIsNotSent() {
    Int8s receiver = new Int8s(new Heard(), 255);
    receiver.makeConnection(transport);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> receiver.sendString(new byte[256]))
        .withMessage(
            "Int8s: a string of 256 bytes cannot be sent: its length has 1 byte and counts to 255");
    Int16s wider = new Int16s(new Heard(), 255);
    wider.makeConnection(transport);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wider.sendString(new byte[65_536]))
        .withMessageEndingWith("its length has 2 bytes and counts to 65535");
    assertThat(transport.value()).isEmpty();
  }

  @Test
  void aHandlerMaySendWhatItWasLent() {
    NetstringReceiver echo =
        new NetstringReceiver() {
          @Override
          protected void stringReceived(ByteBuffer string) {
            sendString(string);
          }
        };
    echo.makeConnection(transport);
    byte[] stream = Heard.bytes("5:first,0:,6:second,100");
    echo.dataReceived(ByteBuffer.wrap(stream));
    Arrays.fill(stream, (byte) '!');
    assertThat(transport.text()).isEqualTo("5:first,0:,6:second,");
  }
}
