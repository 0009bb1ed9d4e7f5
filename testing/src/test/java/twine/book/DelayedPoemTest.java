package twine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.Deferred;
import twine.loop.DelayedCall;
import twine.reactor.Reactor;
import twine.testing.MemoryReactors;

/**
 * Part 19: a poem that takes five seconds, as it is, cancelled after two, and cancelled so that the
 * work for it is aborted, too.
 */
final class DelayedPoemTest {
  private final Reactor reactor = MemoryReactors.create();
  private final long start = reactor.nanoTime();
  private final List<String> printed = new ArrayList<>();

  private void print(String line) {
    printed.add(Duration.ofNanos(reactor.nanoTime() - start).toSeconds() + " s: " + line);
  }

  private void sendPoem(Deferred<String> poem) {
    print("Sending poem");
    poem.callback("Once upon a midnight dreary");
  }

  /** As before there was cancelling. */
  private Deferred<String> getPoem() {
    var poem = new Deferred<String>();
    reactor.callLater(Duration.ofSeconds(5), () -> sendPoem(poem));
    return poem;
  }

  private Deferred<String> getCancelablePoem() {
    var poem = new Deferred<String>();
    DelayedCall call = reactor.callLater(Duration.ofSeconds(5), () -> sendPoem(poem));
    return poem.onCancel(call::cancel);
  }

  private void runWith(Deferred<String> poem) {
    poem.onResult(text -> print("I got a poem: " + text))
        .handle(failure -> print("get_poem failed: " + failure.value().getClass().getSimpleName()));
    reactor.callLater(Duration.ofSeconds(10), reactor::stop);
    reactor.run();
    print("The end");
  }

  @Test
  @Tag("P19.14")
  void itComesAfterFiveSeconds() {
    runWith(getPoem());
    assertThat(printed)
        .containsExactly(
            "5 s: Sending poem", "5 s: I got a poem: Once upon a midnight dreary", "10 s: The end");
  }

  @Test
  @Tag("P19.9")
  void cancelledItIsSentAllTheSameAndNobodyHearsOfIt() {
    Deferred<String> poem = getPoem();
    reactor.callLater(Duration.ofSeconds(2), poem::cancel);
    runWith(poem);
    assertThat(printed)
        .containsExactly(
            "2 s: get_poem failed: CancelledException", "5 s: Sending poem", "10 s: The end");
  }

  @Test
  @Tag("P19.10")
  void cancelledWithItsDelayedCallItIsNotSent() {
    Deferred<String> poem = getCancelablePoem();
    reactor.callLater(Duration.ofSeconds(2), poem::cancel);
    runWith(poem);
    assertThat(printed)
        .containsExactly("2 s: get_poem failed: CancelledException", "10 s: The end");
  }
}
