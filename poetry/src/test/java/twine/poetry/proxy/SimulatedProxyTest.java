package twine.poetry.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import twine.net.ServerFactory;
import twine.testing.simulation.StuckException;

/**
 * The proxy in a thousand bad minutes. A failure says the seed of its run, and {@code
 * -Dtwine.seed=…} repeats that run only.
 */
@Timeout(60)
final class SimulatedProxyTest {
  private static final int RUNS = 1_000;

  private long poems;
  private long complaints;
  private long cancels;

  @Test
  @Tag("P14.7")
  void whateverGoesWrongEveryReaderIsToldAndNothingIsLeft() {
    Long repeated = Long.getLong("twine.seed");
    if (repeated != null) {
      check(repeated, PoetryProxy::new);
      return;
    }
    checkAll(PoetryProxy::new);
    assertThat(poems).as("poems that came all the same").isGreaterThan(RUNS);
    assertThat(complaints).as("downloads that failed").isGreaterThan(RUNS);
    assertThat(cancels).as("downloads that nobody waited for any more").isGreaterThan(RUNS / 4);
  }

  private void checkAll(Function<PoemCache, ServerFactory> kind) {
    for (long seed = 0; seed < RUNS; seed++) {
      check(seed, kind);
    }
  }

  private void check(long seed, Function<PoemCache, ServerFactory> kind) {
    try (var run = new ProxyRun(seed, kind)) {
      try {
        run.check();
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "the run with seed %d and digest %s; -Dtwine.seed=%d repeats it"
                .formatted(seed, run.digest(), seed),
            e);
      }
      poems += run.poems();
      complaints += run.complaints();
      cancels += run.cancels();
    }
  }

  /** The same checks of a proxy with a bug, by which these tests are tested. */
  @Test
  @Tag("P14.7")
  void aProxyThatForgetsOneWhoWaitsIsFoundAndTheSeedThatIsSaidRepeatsTheRun() {
    AssertionError found = failure(() -> checkAll(ForgetfulProxy::new));
    Matcher said = Pattern.compile("-Dtwine[.]seed=(\\d+)").matcher(found.getMessage());
    assertThat(said.find()).as("a seed in: %s", found.getMessage()).isTrue();
    long seed = Long.parseLong(said.group(1));
    assertThat(seed).as("runs before it is found").isLessThan(10);
    assertThat(found)
        .cause()
        .isInstanceOf(StuckException.class)
        .hasMessageMatching("(?s).*and these wait:\n  reader-\\d+: .*")
        .hasMessageContaining(
            "waits for the Deferred of Protocols.readAll, called at ProxyRun.read")
        .hasMessageContaining("proxy: 10.0.0.2:10000 -> 10.0.0.");
    assertThat(failure(() -> check(seed, ForgetfulProxy::new)))
        .as("the same run, so the same digest")
        .hasMessage(found.getMessage());
    check(seed, PoetryProxy::new);
  }

  private static AssertionError failure(ThrowingCallable checks) {
    return catchThrowableOfType(AssertionError.class, checks);
  }
}
