package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.defer.Deferred;
import twine.defer.Outcome.Success;

/**
 * Whoever fires a Deferred may hold monitors, and holds the same ones afterwards: the JVM does not
 * see to that by itself.
 */
@ExtendWith(NothingUnhandled.class)
@Timeout(30)
final class HeldMonitorsTest {
  private final Deferred<String> first = new Deferred<>();
  private final Deferred<String> second = new Deferred<>();
  private final Object own = new Object();

  private Deferred<Boolean> start() {
    return Coroutine.start(() -> {
      synchronized (own) {
        await(first);
        await(second);
        return Thread.holdsLock(own);
      }
    });
  }

  /** Does {@code work} holding all of {@code monitors} from the given one on. */
  private static void holding(List<Object> monitors, int from, Runnable work) {
    if (from == monitors.size()) {
      work.run();
    } else {
      synchronized (monitors.get(from)) {
        holding(monitors, from + 1, work);
      }
    }
  }

  private static void checkHeld(List<Object> monitors) {
    assertThat(monitors).allMatch(Thread::holdsLock);
  }

  private static void checkFree(List<Object> monitors) {
    assertThat(monitors).noneMatch(Thread::holdsLock);
    CompletableFuture.runAsync(() -> holding(monitors, 0, () -> {})).join();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 20})
  void whoFiresHoldsItsMonitorsAfterwards(int count) {
    List<Object> monitors = Stream.generate(Object::new).limit(count).toList();
    Deferred<Boolean> held = start();
    holding(
        monitors,
        0,
        () -> {
          first.callback("");
          checkHeld(monitors);
        });
    checkFree(monitors);
    second.callback("");
    assertThat(held.outcome()).isEqualTo(new Success<>(true));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 20})
  void whoStartsHoldsItsMonitorsAfterwards(int count) {
    List<Object> monitors = Stream.generate(Object::new).limit(count).toList();
    var held = new ArrayList<Deferred<Boolean>>();
    holding(
        monitors,
        0,
        () -> {
          held.add(start());
          checkHeld(monitors);
        });
    checkFree(monitors);
    first.callback("");
    second.callback("");
    assertThat(held.getFirst().outcome()).isEqualTo(new Success<>(true));
  }

  @Test
  void aMonitorThatIsHeldSeveralTimesIsHeldAsOften() {
    var monitor = new Object();
    List<Object> monitors = List.of(monitor, monitor, new Object(), monitor);
    start();
    holding(monitors, 0, () -> first.callback(""));
    checkFree(monitors);
    second.callback("");
  }

  @Test
  void oneCoroutineGoesOnInTheMiddleOfAnothersStart() {
    var monitor = new Object();
    start();
    synchronized (monitor) {
      Coroutine.start(() -> {
        first.callback("");
        return await(new Deferred<String>());
      });
      assertThat(Thread.holdsLock(monitor)).isTrue();
    }
    checkFree(List.of(monitor));
    second.callback("");
  }

  /** Often enough for the compilers to have had their way with all that takes part. */
  @Test
  void monitorsStayHeldInCompiledCode() {
    var wanted = new ArrayList<Deferred<String>>();
    Coroutine.start(() -> {
      while (true) {
        var next = new Deferred<String>();
        wanted.add(next);
        await(next);
      }
    });
    for (int i = 0; i < 30_000; i++) {
      var monitor = new Object();
      synchronized (monitor) {
        wanted.removeLast().callback("");
        assertThat(Thread.holdsLock(monitor)).isTrue();
      }
    }
  }
}
