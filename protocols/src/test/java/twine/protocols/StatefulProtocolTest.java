package twine.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.net.Bytes;
import twine.testing.StringTransport;

/** A protocol that says with each step what comes next. */
@Tag("P5.14")
class StatefulProtocolTest {
  private final List<String> events = new ArrayList<>();

  /** Pairs of bytes until one is "ab", then three bytes, and so on. */
  private final class Pairs extends StatefulProtocol {
    @Override
    protected State getInitialState() {
      events.add("asked");
      return new State(2, this::pair);
    }

    @Override
    public void connectionMade() {
      events.add("made");
    }

    private @Nullable State pair(ByteBuffer bytes) {
      String text = Heard.latin1(Bytes.copy(bytes));
      events.add(text);
      return text.equals("ab") ? new State(3, this::triple) : null;
    }

    private State triple(ByteBuffer bytes) {
      events.add(Heard.latin1(Bytes.copy(bytes)));
      return new State(2, this::pair);
    }
  }

  @Test
  void aStepThatReturnsNullIsRepeatedAndAnotherStateTakesItsPlace() {
    Pairs pairs = new Pairs();
    pairs.makeConnection(new StringTransport());
    pairs.dataReceived(ByteBuffer.wrap(Heard.bytes("xyuvabcdefgab")));
    assertThat(events).containsExactly("asked", "made", "xy", "uv", "ab", "cde", "fg", "ab");
  }

  @Test
  void aStateWaitsForAtLeastOneByte() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StatefulProtocol.State(0, bytes -> null))
        .withMessage("a state waits for at least one byte, not 0");
  }
}
