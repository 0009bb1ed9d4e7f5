package twine.testing.contract;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import twine.net.PushProducer;
import twine.net.error.ConnectionDoneException;

/**
 * Whatever two ends do to each other, in whatever order: what arrives is what was sent, and an end
 * that is told of a clean close has got all of it.
 */
final class ConversationChecks extends Theme {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  ConversationChecks(ReactorFixture fixture) {
    super(fixture);
  }

  @Promise
  void randomConversationsKeepEveryPromise() {
    RandomGenerator random = new SplittableRandom(fixture.seed());
    List<Script> scripts = new ArrayList<>();
    int count = Math.clamp(fixture.bulk() / 10_000, 1, 40);
    for (int i = 0; i < count; i++) {
      Script client =
          new Script(random.nextBoolean() ? peer() : halfClosingPeer(), random.nextInt());
      Script server =
          new Script(random.nextBoolean() ? peer() : halfClosingPeer(), random.nextInt());
      join(
          client.peer,
          server.peer,
          () -> {
            client.step();
            server.step();
          });
      scripts.add(client);
      scripts.add(server);
    }
    runUntil(() -> scripts.stream().allMatch(script -> script.peer.over()));
    for (int i = 0; i < scripts.size(); i += 2) {
      scripts.get(i).expectWhatWasSentBy(scripts.get(i + 1));
      scripts.get(i + 1).expectWhatWasSentBy(scripts.get(i));
    }
  }

  /** What one end does: a few things at a time, until it ends the connection one way or another. */
  private final class Script {
    private static final int STEPS = 20;

    private final Peer peer;
    private final RandomGenerator random;
    private final List<String> deeds = new ArrayList<>();
    private byte[] stream = {};
    private int sent;
    private int steps;
    private boolean lost;
    private boolean aborted;
    private boolean writeClosed;
    private boolean producing;

    Script(Peer peer, int seed) {
      this.peer = peer;
      this.random = new SplittableRandom(seed);
    }

    void step() {
      if (peer.over()) {
        return;
      }
      if (steps == 0) {
        // Two ends that flush to each other and do not read any more would wait for ever.
        reactor.callLater(PATIENCE, this::loseThePatience);
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        act(random.nextInt(16));
      }
      if (steps++ == STEPS) {
        lose();
      }
      if (steps < 2 * STEPS) { // what comes after the end is done in vain, or is still sent
        again();
      }
    }

    private void again() {
      if (random.nextBoolean()) {
        reactor.execute(this::step);
      } else {
        reactor.callLater(Duration.ofNanos(random.nextInt(1_000_000)), this::step);
      }
    }

    private void loseThePatience() {
      if (!peer.over()) {
        deeds.add("lose patience");
        aborted = true;
        peer.abort();
      }
    }

    private void act(int deed) {
      switch (deed) {
        case 0, 1, 2, 3, 4 -> write(random.nextInt(200));
        case 5, 6 -> write(random.nextInt(20_000));
        case 7 -> write(random.nextInt(upTo(150_000)));
        case 8 -> writeSequence();
        case 9 -> peer.transport().pauseProducing();
        case 10, 11 -> peer.transport().resumeProducing();
        case 12 -> produce();
        default -> end(random.nextInt(40));
      }
    }

    private void end(int how) {
      switch (how) {
        case 0, 1 -> lose();
        case 2 -> {
          deeds.add("abort");
          aborted = true;
          peer.abort();
        }
        case 3, 4 -> {
          if (lost) {
            return; // what is written after loseConnection is still sent
          }
          deeds.add("lose the writing half after " + sent);
          writeClosed = true;
          peer.transport().loseWriteConnection();
        }
        default -> {}
      }
    }

    private void lose() {
      deeds.add("lose after " + sent);
      lost = true;
      peer.transport().resumeProducing();
      peer.lose();
    }

    // ---- writing

    private ByteBuffer next(int count) {
      if (peer.over() || writeClosed) {
        return ByteBuffer.wrap(new byte[count]); // to be dropped
      }
      if (stream.length < sent + count) {
        stream = Arrays.copyOf(stream, 2 * (sent + count));
      }
      byte[] portion = new byte[count];
      random.nextBytes(portion);
      System.arraycopy(portion, 0, stream, sent, count);
      sent += count;
      return random.nextBoolean() ? ByteBuffer.wrap(portion) : direct(portion);
    }

    private static ByteBuffer direct(byte[] bytes) {
      return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private void write(int count) {
      peer.transport().write(next(count));
    }

    private void writeSequence() {
      List<ByteBuffer> portions = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        portions.add(next(random.nextInt(3_000)));
      }
      peer.transport().writeSequence(portions);
    }

    private void produce() {
      if (!producing && !writeClosed) {
        producing = true;
        Source source = new Source(1 + random.nextInt(20));
        peer.transport().registerProducer(source);
        source.produce();
      }
    }

    /** Writes so many portions, when it may. */
    private final class Source implements PushProducer {
      private int left;
      private boolean paused;
      private boolean busy;

      Source(int portions) {
        left = portions;
      }

      void produce() {
        if (busy) {
          return; // resumed by a write of its own
        }
        busy = true;
        while (left > 0 && !paused) {
          left--;
          write(random.nextInt(upTo(20_000)));
        }
        busy = false;
        if (left == 0 && producing) {
          producing = false;
          peer.transport().unregisterProducer();
        }
      }

      @Override
      public void pauseProducing() {
        Expect.that(!paused && producing, "paused, being " + this);
        paused = true;
      }

      @Override
      public void resumeProducing() {
        Expect.that(paused && producing, "resumed, being " + this);
        paused = false;
        produce();
      }

      @Override
      public void stopProducing() {
        Expect.that(producing, "stopped, being " + this);
        producing = false;
        left = 0;
      }

      @Override
      public String toString() {
        return (producing ? "active" : "over") + (paused ? ", paused" : "");
      }
    }

    // ---- the verdict

    void expectWhatWasSentBy(Script other) {
      byte[] received = peer.received();
      int common = Math.min(received.length, other.sent);
      int difference = Arrays.mismatch(received, 0, common, other.stream, 0, common);
      Expect.equal(-1, difference, "the first byte that differs, " + between(other));
      Expect.that(received.length <= other.sent, "more received than sent, " + between(other));
      boolean clean = peer.expectLost(Throwable.class) instanceof ConnectionDoneException;
      // To a plain protocol the end of what it receives is the end, whatever it has still to send.
      boolean cutOff = writeClosed && !(other.peer instanceof HalfClosingPeer);
      if (clean && !lost && !cutOff) {
        Expect.equal(other.sent, received.length, "the bytes of a clean end, " + between(other));
      }
      Expect.that(!(clean && aborted), "a clean end to an abort, " + between(other));
      Expect.that(!producing, "a producer was left behind, " + between(other));
    }

    private String between(Script other) {
      return "seed " + fixture.seed() + ", between " + this + " and " + other;
    }

    @Override
    public String toString() {
      return peer.getClass().getSimpleName() + peer.events() + deeds + peer.reason();
    }
  }
}
