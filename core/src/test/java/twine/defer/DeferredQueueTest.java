package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingUnhandled.class)
final class DeferredQueueTest {
  private final List<Object> seen = new ArrayList<>();
  private final DeferredQueue<String> queue = new DeferredQueue<>();

  @Test
  void whatIsThereIsGivenAtOnceInOrder() {
    queue.put("first");
    queue.put("second");
    assertThat(queue.size()).isEqualTo(2);

    queue.get().onResult(seen::add);
    queue.get().onResult(seen::add);

    assertThat(seen).containsExactly("first", "second");
    assertThat(queue.size()).isZero();
  }

  @Test
  void whatIsPutInGoesToTheFirstWhoWaits() {
    queue.get().onResult(item -> seen.add("1: " + item));
    queue.get().onResult(item -> seen.add("2: " + item));
    assertThat(queue.waiting()).isEqualTo(2);

    queue.put("first");
    queue.put("second");

    assertThat(seen).containsExactly("1: first", "2: second");
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void nullCanBeQueued() {
    var nulls = new DeferredQueue<@Nullable String>();
    nulls.put(null);

    nulls.get().onBoth(outcome -> seen.add(outcome.toString()));

    assertThat(seen).containsExactly("Success[null]");
  }

  @Test
  void cancellingGivesUpThePlaceInTheQueue() {
    queue.get().handle(_ -> seen.add("cancelled")).cancel();
    queue.get().onResult(seen::add);

    queue.put("item");

    assertThat(seen).containsExactly("cancelled", "item");
  }

  @Test
  void aFullQueueRefusesMore() {
    var small = new DeferredQueue<String>(1, DeferredQueue.UNLIMITED);
    small.put("fits");

    assertThatExceptionOfType(DeferredQueue.OverflowException.class)
        .isThrownBy(() -> small.put("does not"))
        .withMessageContaining("the 1 that it may hold");
    small.get().onResult(seen::add);
    small.get().onResult(seen::add);
    small.put("goes to the one who waits");

    assertThat(seen).containsExactly("fits", "goes to the one who waits");
  }

  @Test
  void onlySoManyMayWait() {
    var small = new DeferredQueue<String>(DeferredQueue.UNLIMITED, 1);
    Deferred<String> waiting = small.get();

    assertThatExceptionOfType(DeferredQueue.UnderflowException.class)
        .isThrownBy(small::get)
        .withMessageContaining("may wait: 1");
    waiting.handle(_ -> {}).cancel();

    assertThat(small.get().hasFired()).isFalse();
  }

  @Test
  void aQueueOfSizeZeroHandsOverOnly() {
    var handOver = new DeferredQueue<String>(0, 1);
    assertThatExceptionOfType(DeferredQueue.OverflowException.class)
        .isThrownBy(() -> handOver.put("nobody there"));

    handOver.get().onResult(seen::add);
    handOver.put("handed over");

    assertThat(seen).containsExactly("handed over");
  }

  @Test
  void limitsAreNotNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DeferredQueue<String>(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new DeferredQueue<String>(1, -1));
  }
}
