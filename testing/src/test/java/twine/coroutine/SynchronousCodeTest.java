package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static twine.coroutine.Coroutine.await;
import static twine.coroutine.Coroutine.blocking;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.reactor.error.ReactorNotRunningException;
import twine.task.Tasks;

/**
 * Synchronous code that uses asynchronous code, the reactor being on a thread of its own, and the
 * other way round.
 */
@ExtendWith(NothingUnhandled.class)
@Timeout(60)
class SynchronousCodeTest {
  private final Reactor reactor = Reactors.create("nio");
  private final Thread reactorThread = new Thread(reactor::run, "reactor");
  private final List<Object> seen = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void startReactor() {
    reactorThread.start();
  }

  @AfterEach
  void stopReactor() throws InterruptedException {
    if (reactorThread.isAlive()) {
      reactor.callFromThread(reactor::stop);
    }
    reactorThread.join();
  }

  private Deferred<String> fetch(String what) {
    return Tasks.deferLater(reactor, Duration.ofMillis(1), () -> what + " fetched");
  }

  /** Runs {@code body} as a coroutine on the reactor, and waits for it on the calling thread. */
  private <T> T callCoroutine(Callable<T> body) throws Exception {
    return reactor.blockingAsyncCallFromThread(() -> Coroutine.start(body));
  }

  private static <T> FutureTask<T> inVirtualThread(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }

  @Test
  @Tag("P17.8")
  void aSynchronousScriptCallsAsynchronousCodeAgainAndAgain() throws Exception {
    for (int i = 0; i < 100; i++) {
      String name = "poem " + i;
      seen.add(callCoroutine(() -> await(fetch(name)) + ", " + await(fetch("title"))));
    }
    assertThat(seen).hasSize(100).last().isEqualTo("poem 99 fetched, title fetched");
  }

  @Test
  @Tag("P17.8")
  void soDoManyVirtualThreadsAtOnce() throws Exception {
    var tasks = new ArrayList<FutureTask<String>>();
    for (int i = 0; i < 1_000; i++) {
      String name = "" + i;
      tasks.add(inVirtualThread(() -> callCoroutine(() -> await(fetch(name)))));
    }
    for (FutureTask<String> task : tasks) {
      seen.add(task.get());
    }
    assertThat(seen).hasSize(1_000).doesNotHaveDuplicates().first().isEqualTo("0 fetched");
  }

  @Test
  @Tag("P17.8")
  void whatTheCoroutineThrowsIsThrownAndTheNextCallIsNotHarmed() throws Exception {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() ->
            callCoroutine(() -> {
              await(fetch("poem"));
              throw new IOException("torn");
            }))
        .withMessage("torn");
    assertThat(callCoroutine(() -> await(fetch("poem")))).isEqualTo("poem fetched");
  }

  @Test
  void anInterruptOfWhoWaitsCancelsTheCoroutine() throws Exception {
    var waiting = new CountDownLatch(1);
    var cleanedUp = new CountDownLatch(1);
    var task = new FutureTask<>(() -> callCoroutine(() -> waitForEver(waiting, cleanedUp)));
    Thread waiter = Thread.ofVirtual().start(task);
    waiting.await();
    waiter.interrupt();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(task::get)
        .withCauseInstanceOf(InterruptedException.class);
    cleanedUp.await();
    assertThat(seen).containsExactly("cancelled at its await", true);
  }

  private String waitForEver(CountDownLatch waiting, CountDownLatch cleanedUp) throws Exception {
    try {
      waiting.countDown();
      return await(new Deferred<String>());
    } catch (CancelledException e) {
      seen.add("cancelled at its await");
      throw e;
    } finally {
      seen.add(reactor.inLoop());
      cleanedUp.countDown();
    }
  }

  @Test
  void whoWaitsIsToldWhenTheReactorStops() throws Exception {
    FutureTask<String> task =
        inVirtualThread(() ->
            callCoroutine(() -> {
              reactor.stop();
              return await(new Deferred<String>());
            }));
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(task::get)
        .withCauseInstanceOf(ReactorNotRunningException.class);
  }

  @Test
  void aCallThatGivesNoDeferredIsNotWaitedForForEver() throws Exception {
    assertThat(reactor.<String>blockingAsyncCallFromThread(() -> null)).isNull();
  }

  @Test
  void aCoroutineCannotWaitForItsOwnReactorThatWay() {
    assertThatIllegalStateException()
        .isThrownBy(() -> callCoroutine(() -> callCoroutine(() -> "inner")))
        .withMessageContaining("wait for itself");
  }

  @Test
  void workInBlockingMayCallBackIntoTheReactor() throws Exception {
    String got =
        callCoroutine(() ->
            blocking(() -> {
              seen.add(reactor.inLoop());
              return callCoroutine(() -> {
                seen.add(reactor.inLoop());
                return await(fetch("inner"));
              });
            }));
    assertThat(got).isEqualTo("inner fetched");
    assertThat(seen).containsExactly(false, true);
  }

  @Test
  void aCoroutineAwaitsWorkOnAnotherThread() throws Exception {
    String got =
        callCoroutine(() -> {
          Thread worker = await(reactor.deferToThread(Thread::currentThread));
          seen.add(worker == Thread.currentThread());
          return worker.isVirtual() ? "virtual" : "platform";
        });
    assertThat(got).isEqualTo("virtual");
    assertThat(seen).containsExactly(false);
  }

  @Test
  void cancellingTheCoroutineInterruptsThatWork() throws Exception {
    var begun = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var task =
        new FutureTask<>(() ->
            callCoroutine(() ->
                await(reactor.deferToThread(() -> sleepUntilInterrupted(begun, interrupted)))));
    Thread waiter = Thread.ofVirtual().start(task);
    begun.await();
    waiter.interrupt(); // which cancels the coroutine, and that the work
    interrupted.await();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(task::get)
        .withCauseInstanceOf(InterruptedException.class);
  }

  private static String sleepUntilInterrupted(CountDownLatch begun, CountDownLatch interrupted)
      throws InterruptedException {
    begun.countDown();
    try {
      Thread.sleep(Duration.ofDays(1));
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
    return "slept";
  }
}
