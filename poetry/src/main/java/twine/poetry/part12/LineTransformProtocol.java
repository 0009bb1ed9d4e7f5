package twine.poetry.part12;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import twine.defer.Failure;
import twine.net.HalfCloseable;
import twine.protocols.LineReceiver;
import twine.protocols.MessageRefusedException;

/**
 * Part 12, exercise 3: transforms by lines, for people with netcat. A request is {@code NAME} and
 * one line of a poem, with a space between them; the answer is the line. Lines end with LF or CR
 * LF.
 *
 * <p>Watch that the service and all that goes with it is the same as with netstrings (Figure 27).
 */
final class LineTransformProtocol extends LineReceiver implements HalfCloseable {
  private final Conversation conversation;

  LineTransformProtocol(Transforms service, Consumer<String> log) {
    super(TransformServer.MAX_REQUEST);
    setDelimiter((byte) '\n');
    conversation = new Conversation(this, service, this::sendLine, log);
  }

  @Override
  protected void lineReceived(ByteBuffer line) {
    byte[] request = new byte[line.remaining()];
    line.get(request);
    String text = new String(request, ISO_8859_1); // a character for each byte
    int end = text.endsWith("\r") ? request.length - 1 : request.length;
    int space = text.indexOf(' ');
    if (space < 0) {
      conversation.drop(Quoted.text(text) + " is no request: there is no space after a name");
      return;
    }
    conversation.ask(text.substring(0, space), Arrays.copyOfRange(request, space + 1, end));
  }

  @Override
  protected void messageRefused(MessageRefusedException why) {
    conversation.drop(why.getMessage());
  }

  @Override
  public void readConnectionLost() {
    conversation.allSent();
  }

  @Override
  public void writeConnectionLost() {}

  @Override
  public void connectionLost(Failure reason) {
    conversation.end();
  }
}
