package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Chains as long and Deferreds as deep as anybody likes, on a stack that holds a few calls. */
@ExtendWith(NothingUnhandled.class)
final class DeepChainsTest {
  private static final int DEPTH = 100_000;
  private static final long SMALL_STACK = 160 * 1024;

  private static <R> R onASmallStack(Callable<R> work) throws Exception {
    var task = new FutureTask<>(work);
    new Thread(null, task, "small stack", SMALL_STACK).start();
    return task.get();
  }

  @Test
  void aLongChain() throws Exception {
    Deferred<Integer> chain = new Deferred<>();
    for (int i = 0; i < DEPTH; i++) {
      chain.addCallback(n -> n + 1);
    }

    assertThat(onASmallStack(() -> fired(chain))).isEqualTo(DEPTH);
  }

  @Test
  void aLongChainThatChangesLinesAtEveryLink() throws Exception {
    Deferred<Integer> chain = new Deferred<>();
    for (int i = 0; i < DEPTH / 2; i++) {
      chain
          .<Integer>addCallback(n -> {
            throw new Counted(n + 1);
          })
          .addErrback(Counted.class, counted -> counted.count + 1);
    }

    assertThat(onASmallStack(() -> fired(chain))).isEqualTo(DEPTH);
  }

  private static int fired(Deferred<Integer> chain) {
    chain.callback(0);
    return resultOf(chain);
  }

  @Test
  void aLongChainThatGrowsWhileItRuns() throws Exception {
    Deferred<Integer> chain = new Deferred<>();
    chain.onResult(_ -> addOneMore(chain, new int[1]));

    assertThat(onASmallStack(() -> fired(chain))).isZero();
  }

  private static void addOneMore(Deferred<Integer> chain, int[] added) {
    if (added[0]++ < DEPTH) {
      chain.onResult(_ -> addOneMore(chain, added));
    }
  }

  @Test
  void nestedDeferredsWithTheInnermostFiredLast() throws Exception {
    List<Deferred<Integer>> nest = nest();

    int result =
        onASmallStack(() -> {
          nest.forEach(deferred -> deferred.callback(1));
          return resultOf(nest.getFirst());
        });

    assertThat(result).isEqualTo(DEPTH);
  }

  @Test
  void nestedDeferredsWithTheInnermostFiredFirst() throws Exception {
    List<Deferred<Integer>> nest = nest();

    int result =
        onASmallStack(() -> {
          nest.reversed().forEach(deferred -> deferred.callback(1));
          return resultOf(nest.getFirst());
        });

    assertThat(result).isEqualTo(DEPTH);
  }

  @Test
  void nestedDeferredsFiredInAnyOrder() throws Exception {
    List<Deferred<Integer>> nest = nest();
    List<Deferred<Integer>> shuffled = new ArrayList<>(nest);
    Collections.shuffle(shuffled, new Random(7));

    int result =
        onASmallStack(() -> {
          shuffled.forEach(deferred -> deferred.callback(1));
          return resultOf(nest.getFirst());
        });

    assertThat(result).isEqualTo(DEPTH);
  }

  @Test
  void nestedDeferredsThatAllHaveMoreToDoAfterwards() throws Exception {
    List<Deferred<Integer>> nest = nest();
    int[] afterwards = new int[1];

    onASmallStack(() -> {
      nest.forEach(deferred -> deferred.callback(1));
      nest.forEach(deferred -> deferred.onResult(_ -> afterwards[0]++));
      return null;
    });

    assertThat(afterwards[0]).isEqualTo(DEPTH);
  }

  /** Each gives, in its turn, the outcome of the next one plus 1. */
  private static List<Deferred<Integer>> nest() {
    List<Deferred<Integer>> nest = new ArrayList<>();
    for (int i = 0; i < DEPTH; i++) {
      nest.add(new Deferred<>());
    }
    for (int i = 0; i + 1 < DEPTH; i++) {
      Deferred<Integer> next = nest.get(i + 1);
      nest.get(i).addAsyncCallback(_ -> next).addCallback(n -> n + 1);
    }
    return nest;
  }

  @Test
  void aFailureComesAllTheWayUp() throws Exception {
    List<Deferred<Integer>> nest = nest();

    Throwable result =
        onASmallStack(() -> {
          nest.subList(0, DEPTH - 1).forEach(deferred -> deferred.callback(1));
          nest.getLast().errback(new IOException("at the bottom"));
          List<Throwable> failures = new ArrayList<>();
          nest.getFirst().handle(failure -> failures.add(failure.value()));
          return failures.getFirst();
        });

    assertThat(result).hasMessage("at the bottom");
  }

  @Test
  void aCancelGoesAllTheWayDown() throws Exception {
    List<Deferred<Integer>> nest = nest();

    boolean cancelled =
        onASmallStack(() -> {
          nest.subList(0, DEPTH - 1).forEach(deferred -> deferred.callback(1));
          nest.getFirst().cancel();
          List<Throwable> failures = new ArrayList<>();
          nest.getFirst().handle(failure -> failures.add(failure.value()));
          return failures.getFirst() instanceof CancelledException;
        });

    assertThat(cancelled).isTrue();
    assertThat(nest.getLast().hasFired()).isTrue();
  }

  @Test
  void aRowOfDeferredsThatFireOneAnother() throws Exception {
    List<Deferred<Integer>> row = new ArrayList<>();
    for (int i = 0; i < DEPTH; i++) {
      row.add(new Deferred<>());
    }
    for (int i = 0; i + 1 < DEPTH; i++) {
      row.get(i).chainDeferred(row.get(i + 1));
    }

    int result =
        onASmallStack(() -> {
          row.getFirst().callback(42);
          return resultOf(row.getLast());
        });

    assertThat(result).isEqualTo(42);
  }

  private static int resultOf(Deferred<Integer> deferred) {
    List<Integer> results = new ArrayList<>();
    deferred.onResult(results::add);
    return results.getFirst();
  }

  private static final class Counted extends Exception {
    private final int count;

    Counted(int count) {
      super(null, null, false, false);
      this.count = count;
    }
  }
}
