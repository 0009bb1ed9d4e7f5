package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.Deferred;
import twine.defer.Failure;

/**
 * The book's way from generators to inlineCallbacks: the yields of one are a chain of callbacks.
 */
@Tag("P17.10")
final class GeneratorAsCallbacksTest {
  private final List<Object> log = new ArrayList<>();

  /** Runs a generator that yields what it waits for. */
  private static final class Driver {
    private final Generator<Deferred<String>, String> generator;
    private final Deferred<String> done = new Deferred<>();

    private Driver(Generator<Deferred<String>, String> generator) {
      this.generator = generator;
      step(generator::next);
    }

    private void step(Supplier<Deferred<String>> step) {
      try {
        Deferred<String> wanted = step.get();
        wanted.onResult(result -> step(() -> generator.send(result))).handle(this::raise);
      } catch (NoSuchElementException ended) {
        done.callback("done");
      }
    }

    private void raise(Failure failure) {
      step(() -> generator.raise((Exception) failure.value()));
    }
  }

  @Test
  void whatItWaitsForComesBackFromTheYield() {
    var first = new Deferred<String>();
    var second = new Deferred<String>();
    var driver =
        new Driver(
            Generator.of(here -> {
              log.add("started");
              log.add(here.yield(first));
              log.add(here.yield(second));
            }));
    log.add("waiting");
    first.callback("one");
    log.add("in between");
    second.callback("two");
    driver.done.onResult(log::add);
    assertThat(log).containsExactly("started", "waiting", "one", "in between", "two", "done");
  }

  @Test
  void aFailureIsThrownByTheYield() {
    var broken = new Deferred<String>();
    var driver =
        new Driver(
            Generator.of(here -> {
              try {
                here.yield(broken);
              } catch (IllegalArgumentException e) {
                log.add("caught " + e.getMessage());
              }
            }));
    broken.errback(new IllegalArgumentException("poem"));
    assertThat(log).containsExactly("caught poem");
    assertThat(driver.done.hasFired()).isTrue();
  }

  @Test
  void aLoopIsAChainWithoutAnEnd() {
    var asked = new ArrayList<Deferred<String>>();
    var driver =
        new Driver(
            Generator.of(here -> {
              while (true) {
                var wanted = new Deferred<String>();
                asked.add(wanted);
                log.add(here.yield(wanted));
              }
            }));
    for (int i = 0; i < 1_000; i++) {
      asked.get(i).callback("poem " + i);
    }
    assertThat(log).hasSize(1_000).endsWith("poem 999");
    assertThat(driver.done.hasFired()).isFalse();
    driver.generator.close();
  }
}
