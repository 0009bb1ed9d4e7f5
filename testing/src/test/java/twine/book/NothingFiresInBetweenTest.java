package twine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.defer.Deferred;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 14, exercise 5: a Deferred that had not fired when it was returned cannot fire while the
 * functions are added to it, for whatever would fire it must wait for the reactor, which is busy
 * running the code that adds them.
 */
@Tag("P14.8")
@Timeout(10)
final class NothingFiresInBetweenTest {
  private final List<String> seen = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"nio", "nio-poll"})
  void notEvenWhenTheResultIsThereAlready(String name) {
    Reactor reactor = Reactors.create(name);
    reactor.callWhenRunning(() -> {
      var poem = new Deferred<String>();
      Thread worker =
          Thread.startVirtualThread(() -> reactor.callFromThread(() -> poem.callback("poem")));
      join(worker); // the result is there, and knocks at the reactor's door
      poem.onResult(result -> seen.add("callback got " + result));
      seen.add("one is added");
      poem.onResult(result -> seen.add("other callback got " + result));
      seen.add("two are added");
      poem.handle(failure -> seen.add("errback")).onBoth(reactor::stop);
      assertThat(poem.hasFired()).isFalse();
    });
    reactor.run();
    assertThat(seen)
        .containsExactly(
            "one is added", "two are added", "callback got poem", "other callback got poem");
  }

  /** The way in which it can: by what the very code does that adds them. */
  @Test
  void unlessTheCodeThatAddsThemFiresIt() {
    var poem = new Deferred<String>();
    poem.onResult(result -> seen.add("callback got " + result));
    poem.callback("poem");
    seen.add("fired");
    poem.onResult(result -> seen.add("other callback got " + result));
    assertThat(seen).containsExactly("callback got poem", "fired", "other callback got poem");
  }

  private static void join(Thread worker) {
    try {
      worker.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
