package twine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.PushProducer;
import twine.net.error.ConnectionDoneException;

final class InboxTest {
  private final Inbox<String> inbox = new Inbox<>(2);
  private final List<@Nullable Object> seen = new ArrayList<>();

  /** Has its messages at once, and hands them over whenever and as long as it may. */
  private final class Source implements PushProducer {
    private final ArrayList<String> left = new ArrayList<>();
    private boolean paused;
    private boolean stopped;

    Source(String... messages) {
      left.addAll(List.of(messages));
    }

    @Override
    public void pauseProducing() {
      assertThat(paused).as("paused twice").isFalse();
      paused = true;
      seen.add("paused");
    }

    @Override
    public void resumeProducing() {
      paused = false;
      seen.add("resumed");
      while (!paused && !left.isEmpty()) {
        String message = left.removeFirst();
        if (message.equals("broken")) {
          throw new IllegalArgumentException("a handler's bug");
        }
        inbox.put(message);
      }
    }

    @Override
    public void stopProducing() {
      stopped = true;
    }
  }

  private Deferred<@Nullable String> receive(String who) {
    return inbox
        .receive()
        .onResult(message -> seen.add(who + ": " + message))
        .onFailure(failure -> seen.add(who + ": " + failure.getErrorMessage()));
  }

  @Test
  void whatHasComeIsReceivedInOrder() {
    inbox.put("first");
    inbox.put("second");
    assertThat(inbox.size()).isEqualTo(2);

    receive("a");
    receive("b");

    assertThat(seen).containsExactly("a: first", "b: second");
    assertThat(inbox.size()).isZero();
  }

  @Test
  void whoWaitsIsServedInOrder() {
    receive("a");
    receive("b");
    inbox.put("first");
    assertThat(seen).containsExactly("a: first");
    inbox.put("second");
    assertThat(seen).containsExactly("a: first", "b: second");
    assertThat(inbox.size()).isZero();
  }

  @Test
  void whoAsksAgainFromTheCallbackWaitsBehindTheOthers() {
    inbox.receive().onResult(message -> receive("again"));
    receive("b");
    inbox.put("first");
    inbox.put("second");
    inbox.put("third");
    assertThat(seen).containsExactly("b: second", "again: third");
  }

  @Test
  void aCancelledReceiverGivesUpItsPlaceAndNoMessageIsLost() {
    receive("a");
    Deferred<?> cancelled =
        inbox.receive().addErrback(CancelledException.class, e -> "cancelled").onResult(seen::add);
    receive("c");

    cancelled.cancel();
    inbox.put("first");
    inbox.put("second");

    assertThat(seen).containsExactly("cancelled", "a: first", "c: second");
  }

  @Test
  void cancellingTheOnlyReceiverLeavesTheMessageForTheNext() {
    Deferred<?> cancelled = inbox.receive().handle(failure -> seen.add("cancelled"));
    cancelled.cancel();
    inbox.put("first");
    receive("b");
    assertThat(seen).containsExactly("cancelled", "b: first");
  }

  @Test
  void aReceiverThatHasItsMessageCannotBeCancelled() {
    inbox.put("first");
    Deferred<?> received = receive("a");
    received.cancel();
    assertThat(seen).containsExactly("a: first");
  }

  @Test
  void theProducerIsPausedAtTheLimitAndResumedWhenAllIsReceived() {
    var source = new Source();
    inbox.registerProducer(source);
    inbox.put("first");
    assertThat(seen).isEmpty();
    inbox.put("second");
    assertThat(seen).containsExactly("paused");

    receive("a");
    assertThat(seen).containsExactly("paused", "a: first");
    receive("b");
    assertThat(seen).containsExactly("paused", "a: first", "resumed", "b: second");
  }

  @Test
  void aProducerThatGoesOnAtOnceNeverBringsMoreThanTheLimit() {
    var source = new Source("3", "4", "5", "6", "7");
    inbox.registerProducer(source);
    inbox.put("1");
    inbox.put("2");
    for (int i = 1; i <= 7; i++) {
      assertThat(inbox.size()).isBetween(1, 2);
      inbox.receive().onResult(seen::add);
    }
    assertThat(seen.stream().filter(what -> !(what + "").endsWith("ed")))
        .containsExactly("1", "2", "3", "4", "5", "6", "7");
    assertThat(inbox.size()).isZero();
    assertThat(source.paused).isFalse();
  }

  @Test
  void aProducerIsNotPausedWhileSomebodyWaits() {
    inbox.registerProducer(new Source());
    for (int i = 0; i < 10; i++) {
      receive("a");
    }
    for (int i = 0; i < 10; i++) {
      inbox.put("message");
    }
    assertThat(seen).hasSize(10).containsOnly("a: message");
  }

  @Test
  void aProducerThatIsRegisteredLateIsPausedIfTheInboxIsFull() {
    inbox.put("first");
    inbox.put("second");
    inbox.put("third");
    inbox.registerProducer(new Source());
    assertThat(seen).containsExactly("paused");
  }

  @Test
  void noMessageIsLostWhenTheProducerCannotGoOn() {
    inbox.registerProducer(new Source("3", "broken", "4"));
    inbox.put("1");
    inbox.put("2");
    receive("a");
    assertThatIllegalArgumentException().isThrownBy(inbox::receive).withMessage("a handler's bug");
    receive("b");
    receive("c");
    assertThat(seen).containsExactly("paused", "a: 1", "resumed", "b: 2", "c: 3");
  }

  @Test
  void thereIsOneProducer() {
    inbox.registerProducer(new Source());
    assertThatIllegalStateException().isThrownBy(() -> inbox.registerProducer(new Source()));
  }

  @Test
  void theEndComesAfterTheMessages() {
    inbox.put("first");
    inbox.end();
    receive("a");
    receive("b");
    receive("c");
    assertThat(seen).containsExactly("a: first", "b: null", "c: null");
  }

  @Test
  void theEndIsToldToAllWhoWait() {
    receive("a");
    receive("b");
    inbox.end();
    assertThat(seen).containsExactly("a: null", "b: null");
  }

  @Test
  void aFailureComesAfterTheMessagesEachTime() {
    inbox.put("first");
    inbox.end(new Failure(new IOException("reset")));
    receive("a");
    receive("b").handle(failure -> {});
    receive("c").handle(failure -> {});
    assertThat(seen).containsExactly("a: first", "b: reset", "c: reset");
  }

  @Test
  void aFailureIsToldToAllWhoWait() {
    receive("a").handle(failure -> {});
    receive("b").handle(failure -> {});
    inbox.end(new Failure(new IOException("reset")));
    assertThat(seen).containsExactly("a: reset", "b: reset");
  }

  @Test
  void aCleanCloseIsNoFailure() {
    inbox.end(new Failure(new ConnectionDoneException()));
    receive("a");
    assertThat(seen).containsExactly("a: null");
  }

  @Test
  void onlyTheFirstEndCounts() {
    inbox.end();
    inbox.end(new Failure(new IOException("reset")));
    receive("a");
    assertThat(seen).containsExactly("a: null");
  }

  @Test
  void nothingComesAfterTheEnd() {
    inbox.end();
    assertThatIllegalStateException()
        .isThrownBy(() -> inbox.put("late"))
        .withMessageContaining("late");
  }

  @Test
  void closingDropsWhatIsHereAndStopsTheProducer() {
    var source = new Source();
    inbox.registerProducer(source);
    inbox.put("first");
    inbox.close();
    inbox.put("second");
    receive("a");
    assertThat(source.stopped).isTrue();
    assertThat(inbox.size()).isZero();
    assertThat(seen).containsExactly("a: null");
  }

  @Test
  void closingTellsTheEndToAllWhoWait() {
    receive("a");
    receive("b");
    inbox.close();
    inbox.close();
    assertThat(seen).containsExactly("a: null", "b: null");
  }

  @Test
  void closingAfterAFailureForgetsIt() {
    inbox.put("first");
    inbox.end(new Failure(new IOException("reset")));
    inbox.close();
    receive("a");
    assertThat(seen).containsExactly("a: null");
  }

  @Test
  void aProducerOfAnInboxThatIsOverIsToldToStop() {
    var source = new Source();
    inbox.close();
    inbox.registerProducer(source);
    assertThat(source.stopped).isTrue();
  }

  @Test
  void aProducerThatHasEndedIsNotResumed() {
    inbox.registerProducer(new Source());
    inbox.put("first");
    inbox.put("second");
    inbox.end();
    receive("a");
    receive("b");
    assertThat(seen).containsExactly("paused", "a: first", "b: second");
  }

  @Test
  void nullIsNoMessage() {
    assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> inbox.put(nothing()));
  }

  @SuppressWarnings("NullAway") // what the compiler cannot always see
  private static String nothing() {
    return null;
  }

  @Test
  void anInboxWithoutRoomIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Inbox<String>(0));
  }
}
