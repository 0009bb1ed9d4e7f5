package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import twine.defer.Deferred;
import twine.loop.CurrentLoop;
import twine.loop.Loop;

/** Where a generator runs: on loops and off them, on every kind of thread, among coroutines. */
@Tag("P17.1")
@Timeout(60)
final class GeneratorThreadsTest {
  private final List<Object> log = new ArrayList<>();

  /** The loop that the tests' own thread plays. */
  private static final class ThisThread implements Loop {
    private final Thread thread = Thread.currentThread();

    @Override
    public void execute(Runnable call) {
      throw new UnsupportedOperationException("nothing in these tests waits for another thread");
    }

    @Override
    public boolean inLoop() {
      return Thread.currentThread() == thread || CurrentLoop.get() == this;
    }
  }

  enum Kind {
    PLATFORM,
    VIRTUAL;

    /** What {@code work} gives on a thread of this kind. */
    private <T> T call(Callable<T> work) throws Exception {
      var task = new FutureTask<>(work);
      (this == VIRTUAL ? Thread.ofVirtual() : Thread.ofPlatform()).start(task);
      return task.get();
    }
  }

  private static Generator<Integer, String> counter() {
    return Generator.of(here -> {
      for (int i = 0; ; i++) {
        here.yield(i);
      }
    });
  }

  private static Generator<Object, Void> twice(Callable<Object> element) {
    return Generator.of(here -> {
      here.yield(element.call());
      here.yield(element.call());
    });
  }

  // ---- threads

  @ParameterizedTest
  @EnumSource
  void runsOnAnyThread(Kind kind) throws Exception {
    Generator<Integer, String> generator = counter();
    int sum = kind.call(() -> generator.next() + generator.next() + generator.next());
    assertThat(sum).isEqualTo(3);
  }

  @Test
  void goesFromThreadToThread() throws Exception {
    Generator<Integer, String> generator = counter();
    assertThat(generator.next()).isEqualTo(0);
    assertThat(Kind.VIRTUAL.call(generator::next)).isEqualTo(1);
    assertThat(Kind.PLATFORM.call(generator::next)).isEqualTo(2);
    assertThat(Kind.VIRTUAL.call(generator::next)).isEqualTo(3);
    assertThat(generator.next()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void aGeneratorRunsAnotherOnAnyThread(Kind kind) throws Exception {
    Generator<Integer, String> inner = counter();
    Generator<Object, Void> outer = twice(inner::next);
    assertThat(kind.call(() -> List.of(outer.next(), outer.next()))).containsExactly(0, 1);
    assertThat(inner.next()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void aBodyThatBlocksKeepsTheCallerWaiting(Kind kind) throws Exception {
    var waiting = new CountDownLatch(1);
    var enough = new CountDownLatch(1);
    Generator<Object, Void> generator =
        twice(() -> {
          waiting.countDown();
          enough.await();
          return "element";
        });
    var helper =
        Thread.ofPlatform()
            .start(() -> {
              try {
                waiting.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              enough.countDown();
            });
    assertThat(kind.call(generator::next)).isEqualTo("element");
    helper.join();
  }

  @ParameterizedTest
  @EnumSource
  void theCallersInterruptIsItsOwn(Kind kind) throws Exception {
    Generator<Object, Void> generator = twice(() -> Thread.currentThread().isInterrupted());
    List<Object> seen =
        kind.call(() -> {
          Thread.currentThread().interrupt();
          return List.of(generator.next(), generator.next(), Thread.interrupted());
        });
    assertThat(seen).containsExactly(false, false, true);
  }

  @Test
  void thoseThatNobodyRunsToTheEndHoldNoThreadOfTheSystem() {
    var threads = ManagementFactory.getThreadMXBean();
    counter().next();
    int before = threads.getThreadCount();
    for (int i = 0; i < 1_000; i++) {
      assertThat(counter().next()).isEqualTo(0);
    }
    assertThat(threads.getThreadCount()).isLessThan(before + 100);
  }

  @Test
  void whatTheBodyHeldIsFreeAfterClosing() {
    var thing = new Object();
    var reference = new WeakReference<>(thing);
    Generator<Object, Void> generator = twice(thing::hashCode);
    thing = null;
    generator.next();
    assertThat(reference.get()).isNotNull();
    generator.close();
    for (int i = 0; reference.get() != null && i < 100; i++) {
      System.gc();
    }
    assertThat(reference.get()).isNull();
    assertThat(generator.hasNext()).isFalse();
  }

  @Test
  void anotherThreadCannotYieldForIt() {
    var failure = new ArrayList<Throwable>();
    Generator<Integer, Void> generator =
        Generator.of(here -> {
          var stranger =
              Thread.ofPlatform()
                  .uncaughtExceptionHandler((_, e) -> failure.add(e))
                  .start(() -> yieldUnchecked(here));
          stranger.join();
          here.yield(2);
        });
    assertThat(generator.next()).isEqualTo(2);
    assertThat(failure).singleElement().isInstanceOf(IllegalStateException.class);
  }

  private static void yieldUnchecked(Generator.Yielder<Integer, Void> here) {
    try {
      here.yield(1);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  // ---- loops

  @Test
  void theBodyIsOnTheLoopOfWhoeverRunsIt() {
    Generator<Object, Void> generator =
        Generator.of(here -> {
          here.yield(String.valueOf(Loop.current()));
          Loop loop = Loop.current();
          here.yield(loop);
          here.yield(loop != null && loop.inLoop());
        });
    assertThat(generator.next()).isEqualTo("null");
    var loop = new ThisThread();
    CurrentLoop.enter(loop);
    try {
      assertThat(generator.next()).isSameAs(loop);
      assertThat(generator.next()).isEqualTo(true);
    } finally {
      CurrentLoop.enter(null);
    }
  }

  // ---- coroutines

  @Test
  void aCoroutineTakesElementsBetweenItsWaits() {
    Generator<Integer, String> generator = counter();
    var first = new Deferred<String>();
    var second = new Deferred<String>();
    Deferred<Integer> sum =
        Coroutine.start(() -> {
          log.add(generator.next());
          log.add(Coroutine.await(first));
          log.add(generator.next());
          log.add(Coroutine.await(second));
          return generator.next();
        });
    log.add("started");
    first.callback("first");
    second.callback("second");
    assertThat(log).containsExactly(0, "started", "first", 1, "second");
    assertThat(sum.hasFired()).isTrue();
    sum.onResult(log::add);
    assertThat(log).endsWith(2);
  }

  @Test
  void severalCoroutinesShareAGenerator() {
    Generator<Integer, String> numbers = counter();
    var go = new Deferred<@Nullable Void>();
    for (String name : List.of("a", "b")) {
      Coroutine.start(() -> {
        log.add(name + numbers.next());
        Coroutine.await(go);
        log.add(name + numbers.next());
        return null;
      });
    }
    go.callback(null);
    assertThat(log).containsExactly("a0", "b1", "a2", "b3");
  }

  @Test
  void theBodyStartsCoroutinesAsAnybodyDoes() {
    var gate = new Deferred<String>();
    Generator<Integer, Void> generator =
        Generator.of(here -> {
          log.add("body");
          Coroutine.start(() -> {
            log.add("coroutine");
            log.add(Coroutine.await(gate));
            return null;
          });
          log.add("body again");
          here.yield(1);
          gate.callback("fired in the body");
          here.yield(2);
        });
    assertThat(generator.next()).isEqualTo(1);
    assertThat(log).containsExactly("body", "coroutine", "body again");
    assertThat(generator.next()).isEqualTo(2);
    assertThat(log).endsWith("fired in the body");
  }

  @Test
  void aGeneratorCannotAwait() {
    Generator<Object, Void> generator = twice(() -> Coroutine.await(new Deferred<>()));
    assertThatIllegalStateException()
        .isThrownBy(generator::next)
        .withMessageContaining("in a generator");
    assertThat(generator.hasNext()).isFalse();
  }

  @Test
  void aCallbackCannotYield() {
    var fired = new Deferred<String>();
    Generator<Integer, Void> generator =
        Generator.of(here -> {
          fired.addCallback(_ -> here.yield(1)).handle(failure -> log.add(failure.value()));
          fired.callback("in the body");
          here.yield(2);
        });
    assertThat(generator.next()).isEqualTo(2);
    assertThat(log).singleElement().isInstanceOf(IllegalStateException.class);
  }
}
