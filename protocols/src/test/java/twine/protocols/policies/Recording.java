package twine.protocols.policies;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import twine.defer.Failure;
import twine.net.HalfCloseable;
import twine.net.Protocol;

/** A protocol that records what happens to it, as words. */
class Recording extends Protocol {
  final List<String> events = new ArrayList<>();

  /** One that goes on when a half of its connection has ended. */
  static final class Half extends Recording implements HalfCloseable {
    @Override
    public void readConnectionLost() {
      events.add("read lost");
    }

    @Override
    public void writeConnectionLost() {
      events.add("write lost");
    }
  }

  static ByteBuffer buffer(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  void write(String text) {
    transport().write(buffer(text));
  }

  @Override
  public void connectionMade() {
    events.add("made");
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    events.add(StandardCharsets.UTF_8.decode(data).toString());
  }

  @Override
  public void connectionLost(Failure reason) {
    events.add("lost: " + reason.value().getClass().getSimpleName());
  }
}
