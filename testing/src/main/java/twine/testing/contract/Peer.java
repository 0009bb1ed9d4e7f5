package twine.testing.contract;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.net.Bytes;
import twine.net.Protocol;
import twine.net.TcpTransport;
import twine.net.Transport;
import twine.net.error.ConnectionDoneException;
import twine.net.error.ConnectionLostException;

/**
 * One end of a connection: records what happens to it, and does what a check wants done then. What
 * no connection may do, such as ending twice, it notices by itself.
 */
class Peer extends Protocol {
  private final Theme theme;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final List<String> events = new ArrayList<>();
  private final List<Runnable> afterMade = new ArrayList<>();

  private Runnable onMade = () -> {};
  private Runnable onData = () -> {};
  private Runnable onLost = () -> {};
  private boolean ending;
  private boolean endAsked;
  private @Nullable Failure reason;

  Peer(Theme theme) {
    this.theme = theme;
    theme.add(this);
  }

  // ---- what a check wants done

  Peer onMade(Runnable action) {
    onMade = action;
    return this;
  }

  Peer onData(Runnable action) {
    onData = action;
    return this;
  }

  Peer onLost(Runnable action) {
    onLost = action;
    return this;
  }

  /** Something more to do when the connection is made. */
  void afterMade(Runnable action) {
    afterMade.add(action);
  }

  TcpTransport tcp() {
    return (TcpTransport) transport();
  }

  void write(byte[] data) {
    transport().write(data);
  }

  void lose() {
    end(Transport::loseConnection);
  }

  void abort() {
    end(Transport::abortConnection);
  }

  private void end(Consumer<Transport> how) {
    ending = true;
    endAsked = true;
    how.accept(transport());
    ending = false;
  }

  // ---- what happens

  @Override
  public void connectionMade() {
    record("made");
    Expect.that(connected(), "connected() is false in connectionMade");
    onMade.run();
    afterMade.forEach(Runnable::run);
    theme.look();
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    record("data");
    Expect.that(data.hasRemaining(), "dataReceived with no data");
    Expect.that(!endAsked, "dataReceived after the connection was told to end");
    received.writeBytes(Bytes.copy(data));
    onData.run();
    theme.look();
  }

  @Override
  public void connectionLost(Failure reason) {
    record("lost");
    Expect.that(!ending, "connectionLost inside the call that ends the connection");
    this.reason = reason;
    Expect.that(!connected(), "connected() is true in connectionLost");
    onLost.run();
    theme.look();
  }

  final void record(String event) {
    Expect.that(reason == null, event + " after connectionLost");
    Expect.that(theme.reactor.inLoop(), event + " was not called on the reactor's thread");
    if (events.isEmpty() || !event.equals("data") || !events.getLast().equals("data")) {
      events.add(event);
    }
  }

  final Theme theme() {
    return theme;
  }

  // ---- what a check asks

  boolean made() {
    return events.contains("made");
  }

  boolean over() {
    return reason != null;
  }

  int count() {
    return received.size();
  }

  byte[] received() {
    return received.toByteArray();
  }

  String text() {
    return received.toString(StandardCharsets.ISO_8859_1);
  }

  /** What happened, several portions of data in a row as one. */
  List<String> events() {
    return List.copyOf(events);
  }

  void expectReceived(byte[] expected) {
    Expect.bytes(expected, received(), "what was received");
  }

  void expectDone() {
    Expect.failure(ConnectionDoneException.class, reason);
  }

  /** Expects an unclean end; by the other side or by the network. */
  ConnectionLostException expectLost() {
    return expectLost(ConnectionLostException.class);
  }

  <E extends Throwable> E expectLost(Class<E> type) {
    return Expect.failure(type, reason);
  }

  @Nullable Failure reason() {
    return reason;
  }

  /** Expects of every peer that its connection, if it was made, is over when the reactor is. */
  void expectWhole() {
    Expect.equal(made(), over(), "connectionLost was called, as connectionMade was");
    if (made()) {
      Expect.equal("made", events.getFirst(), "the first event");
    }
  }
}
