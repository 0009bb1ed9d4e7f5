package twine.reactor.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CallQueueTest {
  private final CallQueue queue = new CallQueue();
  private final List<String> ran = new ArrayList<>();

  @Test
  void callsRunInTheOrderInWhichTheyWereAdded() {
    queue.add(() -> ran.add("first"));
    queue.add(() -> ran.add("second"));
    runAll();
    assertThat(ran).containsExactly("first", "second");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void whatIsAddedMeanwhileWaitsForTheNextRound() {
    queue.add(() -> queue.add(() -> ran.add("later")));
    runAll();
    assertThat(ran).isEmpty();
    assertThat(queue.isEmpty()).isFalse();
    runAll();
    assertThat(ran).containsExactly("later");
  }

  @Test
  @Tag("P17.8")
  void nothingIsLostAndEachThreadsOrderIsKept() throws InterruptedException {
    int threads = 4;
    int each = 50_000;
    int[] next = new int[threads];
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> adders = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      adders.add(
          Thread.ofPlatform()
              .start(() -> {
                awaitUninterruptibly(start);
                for (int i = 0; i < each; i++) {
                  int number = i;
                  queue.add(() -> expectNext(next, thread, number));
                }
              }));
    }
    start.countDown();
    while (adders.stream().anyMatch(Thread::isAlive) || !queue.isEmpty()) {
      runAll();
    }
    assertThat(next).containsOnly(each);
  }

  private static void expectNext(int[] next, int thread, int number) {
    assertThat(number).isEqualTo(next[thread]);
    next[thread]++;
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void runAll() {
    Object last = queue.last();
    for (Runnable call = queue.poll(last); call != null; call = queue.poll(last)) {
      call.run();
    }
  }
}
