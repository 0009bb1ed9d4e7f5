package twine.poetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static twine.poetry.simulator.Side.CALLBACK;
import static twine.poetry.simulator.Side.ERRBACK;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import twine.poetry.simulator.Step.Fail;
import twine.poetry.simulator.Step.Passthru;
import twine.poetry.simulator.Step.Return;

/** What comes by in chains whose behaviour Part 9 tells. */
final class FiringTest {
  private static final Step PASSTHRU = new Passthru();

  private static List<String> texts(Side start, Pair... pairs) {
    return Firing.of(List.of(pairs), start).stream().map(Passing::text).toList();
  }

  @Test
  void aResultGoesDownTheCallbacks() {
    assertThat(
            texts(CALLBACK, new Pair(new Return("a"), new Fail("x")), new Pair(PASSTHRU, PASSTHRU)))
        .containsExactly("initial", "a", "a");
  }

  @Test
  void aFailureGoesDownTheErrbacks() {
    assertThat(
            texts(ERRBACK, new Pair(new Return("a"), new Fail("x")), new Pair(PASSTHRU, PASSTHRU)))
        .containsExactly("initial*", "x*", "x*");
  }

  @Test
  void itCrossesOverWhereACallbackThrowsAndBackWhereAnErrbackReturns() {
    Pair throwing = new Pair(new Fail("bad"), PASSTHRU);
    Pair handling = new Pair(PASSTHRU, new Return("fine"));
    assertThat(texts(CALLBACK, throwing, handling)).containsExactly("initial", "bad*", "fine");
  }

  @Test
  void thePairOfACallbackDoesNotHandleItsFailure() {
    // addCallbacks(callback, errback) against addCallback(callback).addErrback(errback): exercise 2
    Step callback = new Fail("bad");
    Step errback = new Return("fine");
    assertThat(texts(CALLBACK, new Pair(callback, errback))).containsExactly("initial", "bad*");
    assertThat(texts(CALLBACK, new Pair(callback, PASSTHRU), new Pair(PASSTHRU, errback)))
        .containsExactly("initial", "bad*", "fine");
  }

  @Test
  void aLongChainIsNoTrouble() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      pairs.add(new Pair(new Fail("bad"), new Return("good")));
    }
    assertThat(Firing.of(pairs, CALLBACK))
        .hasSize(100_001)
        .last()
        .isEqualTo(new Passing(CALLBACK, "good"));
  }
}
