package twine.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import twine.testing.StringTransport;

/** One receiver, one stream, and a program that does what the seed says. */
final class FuzzRun {
  private static final int NEVER = Integer.MAX_VALUE;

  private final Random random;
  private final Kind kind;
  private final int max;
  private final Portions portions;
  private final String stream;
  private final int surprises; // in so many places of 16
  private final int end; // the number of the message at which the program closes the connection
  private final Heard heard = new Heard();
  private final StringTransport transport = new StringTransport();
  private final MessageReceiver receiver;

  private int at; // how much of the stream has been given
  private boolean handling;
  private boolean paused;
  private int heardWhenPaused;

  FuzzRun(long seed) {
    random = new Random(seed);
    kind = oneOf(Kind.values());
    portions = oneOf(Portions.values());
    max = random.nextBoolean() ? random.nextInt(40) : random.nextInt(256);
    stream = stream();
    surprises = random.nextBoolean() ? 0 : random.nextInt(16);
    end = random.nextInt(4) == 0 ? random.nextInt(20) + 1 : NEVER;
    receiver = kind.receiver(heard, max);
    heard.then = this::handle;
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }

  /** Messages, sometimes with something wrong among them; or anything at all. */
  private String stream() {
    if (random.nextInt(4) == 0) {
      return Kind.text(random, random.nextInt(400));
    }
    StringBuilder text = new StringBuilder(kind.stream(kind.messages(random, max)));
    for (int i = random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(text.length() + 1);
      text.replace(
          at,
          Math.min(text.length(), at + random.nextInt(3)),
          Kind.text(random, random.nextInt(3)));
    }
    text.setLength(random.nextBoolean() ? text.length() : random.nextInt(text.length() + 1));
    return text.toString();
  }

  void check() {
    receiver.makeConnection(transport);
    while (at < stream.length()) {
      giveSome();
      checkHolding();
      pauseAndResume();
    }
    resume();
    checkOutcome();
  }

  private void giveSome() {
    int from = at;
    at += portions.next(random, stream.length() - at);
    Portions.lend(receiver, Heard.bytes(stream.substring(from, at)), random);
  }

  private boolean chance() {
    return random.nextInt(16) < surprises;
  }

  /** What the program does with a message, besides noting it. */
  private void handle() {
    assertThat(paused).as("a message while paused").isFalse();
    assertThat(handling).as("a message inside a handler").isFalse();
    handling = true;
    if (at < stream.length() && chance()) {
      giveSome(); // as a transport does that has what it sends delivered at once
    }
    if (heard.messages.size() == end) {
      transport.loseConnection();
    } else if (chance()) {
      pause();
      if (chance()) {
        paused = false;
        receiver.resumeProducing();
      }
    }
    handling = false;
  }

  private void pause() {
    receiver.pauseProducing();
    paused = true;
    heardWhenPaused = heard.messages.size();
  }

  private void pauseAndResume() {
    if (!paused && !transport.disconnecting() && chance()) {
      pause();
    }
    // Now and then something arrives although the transport is paused.
    if (paused && random.nextInt(4) > 0) {
      resume();
    }
  }

  /** Until it is not paused again at once. */
  private void resume() {
    while (paused) {
      assertThat(heard.messages).hasSize(heardWhenPaused);
      paused = false;
      receiver.resumeProducing();
    }
    if (!transport.disconnecting()) {
      assertThat(transport.producerState()).isEqualTo(StringTransport.ProducerState.PRODUCING);
    }
  }

  private void checkHolding() {
    if (!paused) {
      assertThat(Holding.capacity(receiver)).isLessThanOrEqualTo(max + MessageReceiver.MOST_AROUND);
    }
  }

  @Override
  public String toString() {
    return "%s, limit %d, %s, %d surprises of 16, closed at %d"
        .formatted(kind, max, portions, surprises, end);
  }

  private void checkOutcome() {
    Kind.Outcome whole = kind.outcome(stream, max);
    List<String> messages = whole.messages();
    boolean closed = messages.size() >= end;
    boolean refused = !closed && whole.refused();
    assertThat(heard.messages).isEqualTo(closed ? messages.subList(0, end) : messages);
    assertThat(heard.refusals).hasSize(refused ? 1 : 0);
    assertThat(transport.disconnecting()).isEqualTo(closed || refused);
    if (closed || refused || whole.rest() == 0) {
      assertThat(Holding.capacity(receiver)).isZero();
    } else {
      assertThat(receiver.unfinishedBytes()).isLessThanOrEqualTo(whole.rest());
    }
  }
}
