package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static twine.coroutine.Coroutine.await;
import static twine.coroutine.Coroutine.blocking;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import twine.defer.CancelledException;
import twine.defer.Deferred;

/** Cancelling a coroutine whose work is in blocking. */
@ExtendWith(NothingUnhandled.class)
@Timeout(60)
class CancelBlockingTest {
  private final RealReactor real = new RealReactor();
  private final List<Object> seen = new ArrayList<>();

  /** Runs {@code body}, and cancels it a little later. */
  private <T> T runAndCancel(Callable<T> body) throws Exception {
    return real.runUntilFired(() -> {
      Deferred<T> outcome = Coroutine.start(body);
      real.afterSomeTicks(outcome::cancel);
      return outcome;
    });
  }

  private static String sleep() throws InterruptedException {
    Thread.sleep(Duration.ofDays(1));
    return "slept";
  }

  @Test
  void aCancelInterruptsTheWork() {
    assertThatExceptionOfType(CancelledException.class)
        .isThrownBy(() ->
            runAndCancel(() ->
                blocking(() -> {
                  try {
                    return sleep();
                  } catch (InterruptedException e) {
                    seen.add("interrupted");
                    throw e;
                  }
                })))
        .withCauseInstanceOf(InterruptedException.class);
    assertThat(seen).containsExactly("interrupted");
  }

  @Test
  void aCancelEndsAReadFromASocket() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      assertThatExceptionOfType(CancelledException.class)
          .isThrownBy(() -> runAndCancel(() -> blocking(() -> client.getInputStream().read())));
    }
  }

  @Test
  void theBodyMaySwallowTheCancel() throws Exception {
    Object got =
        runAndCancel(() -> {
          try {
            return blocking(CancelBlockingTest::sleep);
          } catch (CancelledException e) {
            seen.add(Thread.currentThread().isInterrupted());
            return blocking(() -> "something else");
          }
        });
    assertThat(got).isEqualTo("something else");
    assertThat(seen).containsExactly(false);
  }

  @Test
  void workThatEndsWellAllTheSameKeepsItsResultAndTheNextWaitIsCancelled() {
    assertThatExceptionOfType(CancelledException.class)
        .isThrownBy(() ->
            runAndCancel(() -> {
              seen.add(
                  blocking(() -> {
                    try {
                      return sleep();
                    } catch (InterruptedException e) {
                      return "a file that must be closed";
                    }
                  }));
              seen.add(Thread.currentThread().isInterrupted());
              return await(new Deferred<String>());
            }));
    assertThat(seen).containsExactly("a file that must be closed", false);
  }

  @Test
  void aSecondCancelInterruptsAgain() {
    assertThatExceptionOfType(CancelledException.class)
        .isThrownBy(() ->
            real.runUntilFired(() -> {
              var swallowed = new CompletableFuture<String>();
              Deferred<String> outcome =
                  Coroutine.start(() ->
                      blocking(() -> {
                        try {
                          return sleep();
                        } catch (InterruptedException e) {
                          seen.add("swallowed");
                          swallowed.complete("");
                          return sleep();
                        }
                      }));
              real.afterSomeTicks(() -> {
                outcome.cancel();
                swallowed.join();
                outcome.cancel();
              });
              return outcome;
            }));
    assertThat(seen).containsExactly("swallowed");
  }

  @Test
  void whoWasCancelledBeforeDoesNotBeginItsWork() {
    assertThatExceptionOfType(CancelledException.class)
        .isThrownBy(() ->
            real.runUntilFired(() -> {
              var gate = new Deferred<String>();
              var own = new ArrayList<Deferred<?>>();
              Deferred<Boolean> outcome =
                  Coroutine.start(() -> {
                    await(gate);
                    own.getFirst().cancel();
                    return blocking(() -> seen.add("worked"));
                  });
              own.add(outcome);
              gate.callback("");
              return outcome;
            }));
    assertThat(seen).isEmpty();
  }

  @Test
  void anErrorIsNotTakenForTheCancellation() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() ->
            runAndCancel(() ->
                blocking(() -> {
                  try {
                    return sleep();
                  } catch (InterruptedException e) {
                    throw new AssertionError("on purpose", e);
                  }
                })))
        .withMessage("on purpose");
  }

  @Test
  void cancelsThatRaceWithTheEndOfTheWorkDoNoHarm() throws Exception {
    int rounds = 500;
    int ended =
        real.run(() -> {
          int count = 0;
          for (int i = 0; i < rounds; i++) {
            Deferred<Integer> one = Coroutine.start(() -> blocking(() -> 1) + blocking(() -> 1));
            real.reactor.execute(one::cancel);
            try {
              await(one);
            } catch (CancelledException e) {
              seen.add(Thread.currentThread().isInterrupted());
            }
            count++;
          }
          return count;
        });
    assertThat(ended).isEqualTo(rounds);
    assertThat(seen).doesNotContain(true);
  }
}
