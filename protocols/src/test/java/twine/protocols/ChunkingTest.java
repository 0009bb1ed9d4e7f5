package twine.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import twine.testing.StringTransport;

/** However a stream is cut, the same messages come out of it. */
@Tag("P12.1")
@Tag("P5.14")
class ChunkingTest {
  private static final int MAX = 500;

  @Property(tries = 1000)
  void messagesAreTheSameHoweverTheStreamIsCut(
      @ForAll Kind kind, @ForAll Portions portions, @ForAll long seed) {
    Random random = new Random(seed);
    int max = kind == Kind.INT8 ? 255 : MAX;
    List<String> messages = kind.messages(random, max);
    Heard heard = new Heard();
    MessageReceiver receiver = kind.receiver(heard, max);
    StringTransport transport = new StringTransport();
    receiver.makeConnection(transport);
    portions.give(receiver, Heard.bytes(kind.stream(messages)), random);
    assertThat(heard.messages).isEqualTo(messages);
    assertThat(heard.refusals).isEmpty();
    assertThat(transport.disconnecting()).isFalse();
    assertThat(Holding.capacity(receiver)).as("an idle receiver's buffer").isZero();
  }

  @Property(tries = 1000)
  void anyBytesAtAllAreReadAsTheReferenceReadsThem(
      @ForAll Kind kind, @ForAll Portions portions, @ForAll long seed) {
    Random random = new Random(seed);
    int max = random.nextInt(40);
    String stream = Kind.text(random, random.nextInt(400));
    Heard heard = new Heard();
    MessageReceiver receiver = kind.receiver(heard, max);
    StringTransport transport = new StringTransport();
    receiver.makeConnection(transport);
    portions.give(receiver, Heard.bytes(stream), random);
    assertThat(new Kind.Outcome(heard.messages, !heard.refusals.isEmpty()))
        .isEqualTo(kind.outcome(stream, max));
    assertThat(transport.disconnecting()).isEqualTo(!heard.refusals.isEmpty());
  }
}
