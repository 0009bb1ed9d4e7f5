package tickets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import twine.app.log.Log;
import twine.app.net.Drainable;
import twine.protocols.LineReceiver;

/** Serves one client: a line names a kind, the answer is the next number of that kind. */
final class Clerk extends LineReceiver implements Drainable {
  private final Tickets tickets;

  Clerk(Tickets tickets) {
    super(100);
    setDelimiter((byte) '\n');
    this.tickets = tickets;
  }

  @Override
  protected void lineReceived(ByteBuffer line) {
    String kind = UTF_8.decode(line).toString();
    if (!kind.matches("\\w+")) {
      Log.with("peer", transport().getPeer()).msg("asked for something that is no kind");
      transport().loseConnection();
      return;
    }
    sendLine((kind + " " + tickets.next(kind)).getBytes(UTF_8));
  }

  @Override
  public void serverStopping() {
    transport().loseConnection();
  }
}
