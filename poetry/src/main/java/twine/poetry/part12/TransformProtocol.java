package twine.poetry.part12;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import twine.defer.Failure;
import twine.net.HalfCloseable;
import twine.protocols.MessageRefusedException;
import twine.protocols.NetstringReceiver;

/**
 * Part 12: transforms by netstrings, {@code NAME.POEM} for a request and the poem for an answer.
 *
 * <p>Watch that there is nothing here but the form of a request: which transforms there are, and
 * what becomes of an answer that takes its time, is known elsewhere.
 */
public final class TransformProtocol extends NetstringReceiver implements HalfCloseable {
  private final Conversation conversation;

  /**
   * Speaks with one client.
   *
   * @param service what transforms its poems
   * @param log takes a line about what the client does wrong, or what fails
   */
  public TransformProtocol(Transforms service, Consumer<String> log) {
    super(TransformServer.MAX_REQUEST);
    conversation = new Conversation(this, service, this::sendString, log);
  }

  @Override
  protected void stringReceived(ByteBuffer string) {
    byte[] request = new byte[string.remaining()];
    string.get(request);
    String text = new String(request, ISO_8859_1); // a character for each byte
    int dot = text.indexOf('.');
    if (dot < 0) {
      conversation.drop(Quoted.text(text) + " is no request: there is no dot after a name");
      return;
    }
    conversation.ask(text.substring(0, dot), Arrays.copyOfRange(request, dot + 1, request.length));
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
