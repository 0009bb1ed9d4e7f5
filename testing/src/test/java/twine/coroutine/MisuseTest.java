package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static twine.coroutine.Coroutine.await;
import static twine.coroutine.Coroutine.blocking;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import twine.defer.Deferred;

/** Waiting where one cannot wait. */
@ExtendWith(NothingUnhandled.class)
class MisuseTest {
  private final List<Object> seen = new ArrayList<>();
  private final Deferred<String> never = new Deferred<>();

  private static Exception thrownOn(Thread.Builder builder, Callable<?> call) throws Exception {
    var task = new FutureTask<>(call);
    builder.start(task);
    try {
      throw new AssertionError("nothing was thrown: " + task.get());
    } catch (ExecutionException e) {
      return (Exception) e.getCause();
    }
  }

  @Test
  void awaitOutsideOfACoroutineIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> await(never))
        .withMessageContaining("outside a coroutine")
        .withMessageContaining("Coroutine.start");
  }

  @Test
  void awaitOnAnotherThreadIsRefused() throws Exception {
    assertThat(thrownOn(Thread.ofPlatform(), () -> await(never)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("outside a coroutine");
    assertThat(thrownOn(Thread.ofVirtual(), () -> await(never)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("outside a coroutine");
  }

  @Test
  void awaitOnAThreadThatACoroutineStartedIsRefused() {
    Coroutine.start(() -> seen.add(thrownOn(Thread.ofVirtual(), () -> await(never)).getMessage()));
    assertThat(seen).singleElement().asString().contains("outside a coroutine");
  }

  @Test
  void blockingOutsideOfACoroutineIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> blocking(() -> seen.add("worked")))
        .withMessageContaining("outside a coroutine");
    assertThat(seen).isEmpty();
  }

  @Test
  void blockingWithoutALoopToComeBackToIsRefused() {
    Coroutine.start(() -> blocking(() -> seen.add("worked")))
        .handle(failure -> seen.add(failure.getErrorMessage()));
    assertThat(seen).singleElement().asString().contains("needs a loop to come back to");
  }

  @Test
  void startOnAVirtualThreadIsRefused() throws Exception {
    assertThat(thrownOn(Thread.ofVirtual(), () -> Coroutine.start(() -> "poem")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("thread of a loop");
  }

  @Test
  void awaitInACallbackThatTheCoroutineFiresIsRefused() {
    var fired = new Deferred<String>();
    fired.addCallback(value -> await(never)).handle(failure -> seen.add(failure.value()));
    Coroutine.start(() -> {
      fired.callback("");
      return "";
    });
    assertThat(seen)
        .singleElement()
        .isInstanceOfSatisfying(
            IllegalStateException.class,
            refused -> assertThat(refused).hasMessageContaining("in a callback"));
  }

  @Test
  void awaitInACallbackOnWhatHasFiredIsRefused() {
    Coroutine.start(() -> {
      Deferred.succeed("")
          .addCallback(value -> await(never))
          .handle(failure -> seen.add(failure.getErrorMessage()));
      return "";
    });
    assertThat(seen).singleElement().asString().contains("in a callback");
  }

  @Test
  void aCoroutineMayWaitAgainAfterTheCallbacksThatItRan() {
    var fired = new Deferred<String>();
    var gate = new Deferred<String>();
    fired.onResult(seen::add);
    Coroutine.start(() -> {
      fired.callback("callback");
      return seen.add(await(gate));
    });
    gate.callback("coroutine");
    assertThat(seen).containsExactly("callback", "coroutine");
  }

  /** Its initializer waits, as nobody should. */
  static final class Waits {
    static Deferred<String> wanted = new Deferred<>();
    static String value = waitForIt();

    private static String waitForIt() {
      try {
        return await(wanted);
      } catch (Exception e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
  }

  /** Its initializer starts a coroutine. */
  static final class Starts {
    static Deferred<String> child = Coroutine.start(() -> "poem");
  }

  /** The other back end can wait there, at the price of a carrier of the JDK's. */
  private static void assumeThatAnInitializerPins() {
    assumeThat(Coroutine.backEnd()).isEqualTo(BackEnd.CARRIED);
  }

  @Test
  void awaitInAClassInitializerIsRefused() {
    assumeThatAnInitializerPins();
    Coroutine.start(() -> Waits.value)
        .handle(failure -> seen.add(failure.value().getCause().getMessage()));
    assertThat(seen).singleElement().asString().contains("class initializer");
  }

  @Test
  void startInAClassInitializerOfACoroutineIsRefusedAndHarmsNothing() {
    assumeThatAnInitializerPins();
    var gate = new Deferred<String>();
    Coroutine.start(() -> {
      try {
        seen.add(Starts.child);
      } catch (ExceptionInInitializerError refused) {
        seen.add(refused.getCause().getMessage());
      }
      return seen.add(await(gate));
    });
    gate.callback("went on");
    assertThat(seen).hasSize(2).last().isEqualTo("went on");
    assertThat(seen).first().asString().contains("class initializer");
  }
}
