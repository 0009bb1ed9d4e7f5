package twine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.reactor.Reactor;
import twine.task.LoopingCall;
import twine.testing.MemoryReactors;

/** Part 3: the countdown, and its exercises. In virtual time, so nobody waits for it. */
class CountdownTest {
  private final Reactor reactor = MemoryReactors.create();
  private final List<String> printed = new ArrayList<>();
  private int running;

  /** Counts down from five with {@code callLater}; the last one to finish stops the reactor. */
  private final class Countdown {
    private final String name;
    private final Duration rate;
    private int counter = 5;

    private Countdown(String name, Duration rate) {
      this.name = name;
      this.rate = rate;
      running++;
      reactor.callWhenRunning(this::count);
    }

    private void count() {
      if (counter == 0) {
        if (--running == 0) {
          reactor.stop();
        }
      } else {
        printed.add(name + " " + counter + " ...");
        counter--;
        reactor.callLater(rate, this::count);
      }
    }
  }

  @Test
  @Tag("P3.1")
  @Tag("P3.8")
  void fiveSecondsLaterRunReturns() {
    new Countdown("", Duration.ofSeconds(1));
    printed.add("Start!");
    long start = reactor.nanoTime();
    reactor.run();
    printed.add("Stop!");
    assertThat(printed)
        .containsExactly("Start!", " 5 ...", " 4 ...", " 3 ...", " 2 ...", " 1 ...", "Stop!");
    assertThat(reactor.nanoTime() - start).isEqualTo(Duration.ofSeconds(5).toNanos());
  }

  @Test
  @Tag("P3.12")
  void threeOfThemRunEachAtItsOwnRateUntilAllAreDone() {
    new Countdown("slow", Duration.ofSeconds(3));
    new Countdown("quick", Duration.ofMillis(100));
    new Countdown("middling", Duration.ofSeconds(1));
    long start = reactor.nanoTime();
    reactor.run();
    assertThat(printed).hasSize(15).endsWith("slow 3 ...", "slow 2 ...", "slow 1 ...");
    assertThat(printed.subList(0, 8))
        .containsExactly(
            "slow 5 ...",
            "quick 5 ...",
            "middling 5 ...",
            "quick 4 ...",
            "quick 3 ...",
            "quick 2 ...",
            "quick 1 ...",
            "middling 4 ...");
    assertThat(reactor.nanoTime() - start).isEqualTo(Duration.ofSeconds(15).toNanos());
  }

  @Test
  @Tag("P3.13")
  void aLoopingCallDoesItToo() {
    int[] counter = {5};
    LoopingCall[] loop = new LoopingCall[1];
    loop[0] =
        new LoopingCall(
            reactor,
            () -> {
              if (counter[0] == 0) {
                loop[0].stop();
                reactor.stop();
              } else {
                printed.add(counter[0]-- + " ...");
              }
            });
    reactor.callWhenRunning(() -> loop[0].start(Duration.ofSeconds(1)));
    reactor.run();
    assertThat(printed).containsExactly("5 ...", "4 ...", "3 ...", "2 ...", "1 ...");
  }
}
