package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a generator does by itself. */
@Tag("P17.1")
final class GeneratorTest {
  private final List<Object> log = new ArrayList<>();

  private static final class MalfunctionException extends Exception {}

  /** The book's. */
  private Generator<Integer, Void> threeElements() {
    return Generator.of(here -> {
      log.add("starting up");
      here.yield(1);
      log.add("workin'");
      here.yield(2);
      log.add("still workin'");
      here.yield(3);
      log.add("done");
    });
  }

  /** Yields 0, 1, and so on, and logs what each yield does. */
  private Generator<Integer, String> logger(int elements) {
    return Generator.of(here -> {
      try {
        for (int i = 0; i < elements; i++) {
          try {
            log.add("got " + here.yield(i));
          } catch (MalfunctionException e) {
            log.add("malfunction at " + i);
          }
        }
      } finally {
        log.add("finally");
      }
    });
  }

  // ---- elements

  @Test
  @Tag("P17.9")
  void aForLoopAndTheBodyTakeTurns() {
    for (int n : threeElements()) {
      log.add(n);
    }
    assertThat(log).containsExactly("starting up", 1, "workin'", 2, "still workin'", 3, "done");
  }

  @Test
  @Tag("P17.9")
  void explicitCallsOfNextDoTheSame() {
    Generator<Integer, Void> generator = threeElements();
    while (true) {
      int n;
      try {
        n = generator.next();
      } catch (NoSuchElementException e) {
        break;
      }
      log.add(n);
    }
    assertThat(log).containsExactly("starting up", 1, "workin'", 2, "still workin'", 3, "done");
  }

  @Test
  void theBodyDoesNotRunBeforeAnElementIsWanted() {
    Generator<Integer, Void> generator = threeElements();
    assertThat(log).isEmpty();
    generator.next();
    assertThat(log).containsExactly("starting up");
  }

  @Test
  void severalGeneratorsInterleave() {
    Generator<Integer, String> first = logger(2);
    Generator<Integer, String> second = logger(2);
    assertThat(first.next()).isEqualTo(0);
    assertThat(second.next()).isEqualTo(0);
    assertThat(second.send("two")).isEqualTo(1);
    assertThat(first.send("one")).isEqualTo(1);
    assertThat(log).containsExactly("got two", "got one");
  }

  @Test
  void hasNextRunsAheadOnce() {
    Generator<Integer, Void> generator = threeElements();
    assertThat(generator.hasNext()).isTrue();
    assertThat(generator.hasNext()).isTrue();
    assertThat(log).containsExactly("starting up");
    assertThat(generator.next()).isEqualTo(1);
    assertThat(generator.next()).isEqualTo(2);
    assertThat(log).containsExactly("starting up", "workin'");
  }

  @Test
  void anEndedOneStaysEnded() {
    Generator<Integer, Void> generator = threeElements();
    generator.forEachRemaining(_ -> {});
    assertThat(generator.hasNext()).isFalse();
    assertThatThrownBy(generator::next).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(generator::next).isInstanceOf(NoSuchElementException.class);
    assertThat(generator.iterator().hasNext()).isFalse();
    assertThat(log).containsOnlyOnce("done");
  }

  @Test
  void nullIsAnElementLikeAnyOther() {
    Generator<String, Void> generator = Generator.of(here -> here.yield(null));
    assertThat(generator.hasNext()).isTrue();
    assertThat(generator.next()).isNull();
    assertThat(generator.hasNext()).isFalse();
  }

  @Test
  @Tag("P17.7")
  void anEndlessOneIsRunAsFarAsSomebodyWants() {
    Generator<Integer, Void> naturals =
        Generator.of(here -> {
          for (int n = 1; ; n++) {
            here.yield(n);
          }
        });
    try (naturals) {
      int sum = 0;
      while (sum < 5_000) {
        sum += naturals.next();
      }
      assertThat(naturals.next()).isEqualTo(101);
    }
    assertThat(naturals.hasNext()).isFalse();
  }

  // ---- sending

  @Test
  void theYieldReturnsWhatIsSentAndNullForNext() {
    Generator<Integer, String> generator = logger(4);
    generator.next();
    assertThat(generator.send("ten")).isEqualTo(1);
    assertThat(generator.send("twenty")).isEqualTo(2);
    assertThat(generator.next()).isEqualTo(3);
    assertThat(log).containsExactly("got ten", "got twenty", "got null");
  }

  @Test
  void whatIsSentToTheLastYieldEndsIt() {
    Generator<Integer, String> generator = logger(1);
    generator.next();
    assertThatThrownBy(() -> generator.send("ten")).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> generator.send("late")).isInstanceOf(NoSuchElementException.class);
    assertThat(log).containsExactly("got ten", "finally");
  }

  @Test
  void nothingCanBeSentBeforeTheFirstYield() {
    Generator<Integer, String> generator = logger(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> generator.send("early"))
        .withMessageContaining("call next first");
    assertThat(generator.next()).isEqualTo(0);
  }

  @Test
  void nothingCanBeSentPastAnElementThatNobodyTook() {
    Generator<Integer, String> generator = logger(2);
    assertThat(generator.hasNext()).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(() -> generator.send("past"))
        .withMessageContaining("take that element with next first");
    assertThatIllegalStateException().isThrownBy(() -> generator.raise(new MalfunctionException()));
    assertThat(generator.next()).isEqualTo(0);
    assertThat(generator.send("now")).isEqualTo(1);
    assertThat(log).containsExactly("got now");
  }

  // ---- raising, failing

  @Test
  void theBodyCatchesWhatIsRaisedAndGoesOn() {
    Generator<Integer, String> generator = logger(3);
    generator.next();
    assertThat(generator.raise(new MalfunctionException())).isEqualTo(1);
    assertThat(generator.send("ten")).isEqualTo(2);
    assertThat(log).containsExactly("malfunction at 0", "got ten");
  }

  @Test
  void whatTheBodyDoesNotCatchComesOutAndEndsIt() {
    Generator<Integer, String> generator = logger(3);
    generator.next();
    var problem = new IllegalArgumentException("problem");
    assertThatThrownBy(() -> generator.raise(problem)).isSameAs(problem);
    assertThat(log).containsExactly("finally");
    assertThat(generator.hasNext()).isFalse();
  }

  @Test
  void aCheckedExceptionComesOutAsTheCauseOfAnother() {
    var problem = new IOException("problem");
    Generator<Integer, Void> generator =
        Generator.of(_ -> {
          throw problem;
        });
    assertThatThrownBy(generator::hasNext)
        .isExactlyInstanceOf(CompletionException.class)
        .hasCause(problem);
    assertThat(generator.hasNext()).isFalse();
  }

  @Test
  void anErrorComesOutAsItIs() {
    var problem = new AssertionError("problem");
    Generator<Integer, Void> generator =
        Generator.of(here -> {
          here.yield(1);
          throw problem;
        });
    assertThat(generator.next()).isEqualTo(1);
    assertThatThrownBy(generator::next).isSameAs(problem);
    assertThatThrownBy(generator::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aBugInTheBodyIsNotTakenForItsEnd() {
    var empty = new NoSuchElementException("of some list");
    Generator<Integer, Void> generator =
        Generator.of(_ -> {
          throw empty;
        });
    assertThatIllegalStateException().isThrownBy(generator::next).withCause(empty);
  }

  @Test
  void oneThatHasNotBegunIsEndedByWhatIsRaised() {
    Generator<Integer, String> generator = logger(3);
    assertThatThrownBy(() -> generator.raise(new MalfunctionException()))
        .hasCauseInstanceOf(MalfunctionException.class);
    assertThat(generator.hasNext()).isFalse();
    assertThat(log).isEmpty();
  }

  @Test
  void whatIsRaisedInAnEndedOneComesBack() {
    Generator<Integer, String> generator = logger(0);
    assertThat(generator.hasNext()).isFalse();
    var problem = new IllegalArgumentException("problem");
    assertThatThrownBy(() -> generator.raise(problem)).isSameAs(problem);
  }

  // ---- closing

  @Test
  void closingRunsWhatIsFinal() {
    Generator<Integer, String> generator = logger(3);
    generator.next();
    generator.close();
    assertThat(log).containsExactly("finally");
    generator.close();
    assertThat(log).containsExactly("finally");
    assertThat(generator.hasNext()).isFalse();
  }

  @Test
  void closingOneThatHasRunAhead() {
    Generator<Integer, String> generator = logger(3);
    assertThat(generator.hasNext()).isTrue();
    generator.close();
    assertThat(log).containsExactly("finally");
    assertThatThrownBy(generator::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void oneThatIsClosedBeforeItBeginsNeverRuns() {
    Generator<Integer, String> generator = logger(3);
    generator.close();
    assertThat(generator.hasNext()).isFalse();
    assertThat(log).isEmpty();
  }

  @Test
  void aCatchOfAllExceptionsDoesNotKeepItOpen() {
    Generator<Integer, Void> stubborn =
        Generator.of(here -> {
          while (true) {
            try {
              here.yield(1);
            } catch (Exception e) {
              log.add(e);
            }
          }
        });
    stubborn.next();
    stubborn.close();
    assertThat(stubborn.hasNext()).isFalse();
    assertThat(log).isEmpty();
  }

  @Test
  void whatYieldsWhileItIsClosedIsToldAndGoesOn() {
    Generator<Integer, Void> stubborn =
        Generator.of(here -> {
          try {
            here.yield(1);
          } finally {
            here.yield(2);
            log.add("done");
          }
        });
    stubborn.next();
    assertThatIllegalStateException()
        .isThrownBy(stubborn::close)
        .withMessageContaining("yielded all the same");
    stubborn.close();
    assertThat(stubborn.hasNext()).isFalse();
  }

  @Test
  void whatFailsWhileItIsClosedSaysSo() {
    var problem = new IllegalArgumentException("problem");
    Generator<Integer, Void> generator =
        Generator.of(here -> {
          try {
            here.yield(1);
          } finally {
            fail(problem);
          }
        });
    generator.next();
    assertThatThrownBy(generator::close).isSameAs(problem);
    assertThat(generator.hasNext()).isFalse();
  }

  private static void fail(RuntimeException problem) {
    throw problem;
  }

  // ---- generators of generators

  @Test
  void aGeneratorRunsAnother() {
    Generator<Integer, Void> doubled =
        Generator.of(here -> {
          for (int n : threeElements()) {
            here.yield(2 * n);
          }
        });
    doubled.forEachRemaining(log::add);
    assertThat(log).containsExactly("starting up", 2, "workin'", 4, "still workin'", 6, "done");
  }

  private static Generator<Integer, Void> countDown(int from) {
    return Generator.of(here -> {
      here.yield(from);
      if (from > 0) {
        for (int n : countDown(from - 1)) {
          here.yield(n);
        }
      }
    });
  }

  @Test
  void aHundredDeep() {
    Generator<Integer, Void> generator = countDown(100);
    for (int n = 100; n >= 0; n--) {
      assertThat(generator.next()).isEqualTo(n);
    }
    assertThat(generator.hasNext()).isFalse();
  }

  @Test
  void itsOwnBodyCannotRunIt() {
    var self = new ArrayList<Generator<Integer, Void>>();
    self.add(Generator.of(here -> here.yield(self.getFirst().next())));
    assertThatIllegalStateException()
        .isThrownBy(() -> self.getFirst().next())
        .withMessageContaining("its own body");
  }

  @Test
  void anotherGeneratorsCodeCannotYieldForIt() {
    Generator<Integer, Void> outer =
        Generator.of(outerHere -> {
          Generator<Integer, Void> inner = Generator.of(_ -> outerHere.yield(1));
          inner.next();
        });
    assertThatIllegalStateException()
        .isThrownBy(outer::next)
        .withMessageContaining("Only the code of the generator itself");
  }
}
