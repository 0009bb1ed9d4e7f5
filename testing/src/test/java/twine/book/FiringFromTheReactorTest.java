package twine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.Deferred;
import twine.reactor.Reactor;
import twine.testing.MemoryReactors;

/** Part 7: a Deferred that the reactor fires, and a tail that is shared by both ends. */
@Tag("P7.8")
class FiringFromTheReactorTest {
  private final Reactor reactor = MemoryReactors.create();
  private final List<String> printed = new ArrayList<>();
  private final Deferred<String> poem = new Deferred<>();

  private void run() {
    poem.onResult(printed::add)
        .handle(failure -> printed.addAll(List.of("poem download failed", "try again later?")))
        .onBoth(reactor::stop);
    reactor.run();
    printed.add("stopped");
  }

  @Test
  @Tag("P7.9")
  void aPoemIsPrintedAndTheReactorStopped() {
    reactor.callWhenRunning(() -> poem.callback("Another short poem."));
    run();
    assertThat(printed).containsExactly("Another short poem.", "stopped");
  }

  @Test
  @Tag("P7.9")
  @Tag("P7.12")
  void aFailureIsToldAndTheReactorStopped() {
    reactor.callWhenRunning(() -> poem.errback(new Exception("I have failed.")));
    run();
    assertThat(printed).containsExactly("poem download failed", "try again later?", "stopped");
  }
}
