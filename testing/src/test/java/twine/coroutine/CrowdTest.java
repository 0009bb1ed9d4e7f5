package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import twine.defer.Deferred;

/** Very many coroutines. */
@ExtendWith(NothingUnhandled.class)
@Timeout(300)
class CrowdTest {
  private static final int LINKS = 10_000;

  /** What the lines "name number" of a program's output say. */
  private static Map<String, Long> figuresOf(String heap, String program, int count)
      throws Exception {
    Forked.Ended ended =
        Forked.java(
            Map.of(),
            List.of(
                "-Xmx" + heap,
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dtwine.coroutine=" + System.getProperty("twine.coroutine", "")),
            Forked.crowd(program, count));
    String output = ended.output();
    assertThat(ended.status()).as(output).isZero();
    assertThat(output).startsWith(Coroutine.backEnd().toString());
    return output.lines().skip(1).collect(Collectors.toMap(CrowdTest::name, CrowdTest::number));
  }

  private static String name(String line) {
    return line.substring(0, line.lastIndexOf(' '));
  }

  private static long number(String line) {
    return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Test
  void aHundredThousandMayWaitAtOnceInHalfAGibibyte() throws Exception {
    assertThat(figuresOf("512m", "suspended", 100_000))
        .containsEntry("sum", 200_000L)
        .hasEntrySatisfying(
            "bytes of heap for each:", each -> assertThat(each).isBetween(200L, 4_000L));
  }

  @Test
  void aMillionLeaveNothingBehind() throws Exception {
    assertThat(figuresOf("64m", "ended", 1_000_000))
        .containsEntry("ended", 1_000_000L)
        .hasEntrySatisfying(
            "bytes of heap left for each:", each -> assertThat(each).isLessThanOrEqualTo(1));
  }

  /** The outcomes of coroutines each of which awaits the one before. */
  private static <T> List<Deferred<T>> chainOn(Deferred<T> first, Function<T, T> step) {
    var links = new ArrayList<Deferred<T>>(List.of(first));
    for (int i = 0; i < LINKS; i++) {
      Deferred<T> before = links.getLast();
      links.add(Coroutine.start(() -> step.apply(await(before))));
    }
    return links;
  }

  @Test
  void aResultGoesThroughALongChain() {
    var first = new Deferred<Integer>();
    var seen = new ArrayList<Integer>();
    chainOn(first, value -> value + 1).getLast().onResult(seen::add);
    first.callback(0);
    assertThat(seen).containsExactly(LINKS);
  }

  @Test
  void aFailureGoesThroughALongChain() {
    var first = new Deferred<Integer>();
    var reason = new Exception("on purpose");
    var seen = new ArrayList<Throwable>();
    chainOn(first, value -> value).getLast().handle(failure -> seen.add(failure.value()));
    first.errback(reason);
    assertThat(seen).containsExactly(reason);
  }

  private static int depth(int more, Deferred<Integer> innermost) throws Exception {
    return more == 0
        ? await(innermost)
        : 1 + await(Coroutine.start(() -> depth(more - 1, innermost)));
  }

  @Test
  void eachMayStartTheNextAndAwaitIt() {
    var innermost = new Deferred<Integer>();
    var seen = new ArrayList<Integer>();
    Coroutine.start(() -> depth(LINKS, innermost)).onResult(seen::add);
    assertThat(seen).isEmpty();
    innermost.callback(0);
    assertThat(seen).containsExactly(LINKS);
  }
}
