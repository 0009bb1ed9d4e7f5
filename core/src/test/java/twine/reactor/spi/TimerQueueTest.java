package twine.reactor.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The heap against the obvious thing: a list that is sorted whenever somebody looks. */
@Tag("P3.8")
class TimerQueueTest {
  private final TimerQueue queue = new TimerQueue();

  @Test
  void callsOfOneMomentComeInTheOrderOfScheduling() {
    List<Timer> scheduled = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      scheduled.add(add(7));
    }
    assertThat(drain(7)).containsExactlyElementsOf(scheduled);
  }

  @Test
  void aMovedCallGoesBehindThoseOfItsNewMoment() {
    Timer first = add(5);
    Timer second = add(5);
    queue.move(first, 5);
    assertThat(drain(5)).containsExactly(second, first);
  }

  @Test
  void nothingIsDueBeforeItsTime() {
    Timer call = add(10);
    assertThat(queue.pollDue(9, queue.mark())).isNull();
    assertThat(queue.pollDue(10, queue.mark())).isSameAs(call);
  }

  @Test
  void whatIsScheduledAfterTheMarkWaitsForTheNextTurn() {
    Timer before = add(1);
    long mark = queue.mark();
    add(0);
    assertThat(queue.pollDue(5, mark)).isNull();
    assertThat(drain(5)).hasSize(2).contains(before);
  }

  @Test
  void momentsAreComparedAcrossTheOverflowOfTheClock() {
    Timer late = add(Long.MIN_VALUE + 5); // after the overflow
    Timer early = add(Long.MAX_VALUE - 5);
    assertThat(drain(Long.MIN_VALUE + 5)).containsExactly(early, late);
  }

  @Property(tries = 300)
  void behavesLikeASortedList(@ForAll long seed, @ForAll @IntRange(max = 400) int operations) {
    Random random = new Random(seed);
    List<Entry> model = new ArrayList<>();
    TimerQueue heap = new TimerQueue();
    long order = 0;
    for (int i = 0; i < operations; i++) {
      Entry any = model.isEmpty() ? null : model.get(random.nextInt(model.size()));
      long moment = random.nextInt(50);
      switch (random.nextInt(5)) {
        case 0 -> takeFirst(heap, model, moment);
        case 1 -> cancel(heap, model, any);
        case 2 -> move(heap, model, any, moment, order++);
        default -> {
          Timer timer = timer();
          heap.add(timer, moment);
          model.add(new Entry(timer, moment, order++));
        }
      }
      assertThat(heap.size()).isEqualTo(model.size());
    }
    while (!model.isEmpty()) {
      takeFirst(heap, model, 50);
    }
  }

  private record Entry(Timer timer, long moment, long order) {}

  private static void takeFirst(TimerQueue heap, List<Entry> model, long now) {
    Entry expected =
        model.stream()
            .filter(entry -> entry.moment() <= now)
            .min(Comparator.comparingLong(Entry::moment).thenComparingLong(Entry::order))
            .orElse(null);
    Timer taken = heap.pollDue(now, heap.mark());
    assertThat(taken).isSameAs(expected == null ? null : expected.timer());
    model.remove(expected);
  }

  private static void cancel(TimerQueue heap, List<Entry> model, @Nullable Entry any) {
    if (any != null) {
      heap.remove(any.timer());
      model.remove(any);
    }
  }

  private static void move(
      TimerQueue heap, List<Entry> model, @Nullable Entry any, long moment, long order) {
    if (any != null) {
      heap.move(any.timer(), moment);
      model.set(model.indexOf(any), new Entry(any.timer(), moment, order));
    }
  }

  private Timer add(long moment) {
    Timer timer = timer();
    queue.add(timer, moment);
    return timer;
  }

  private List<Timer> drain(long now) {
    List<Timer> drained = new ArrayList<>();
    long mark = queue.mark();
    for (Timer next = queue.pollDue(now, mark); next != null; next = queue.pollDue(now, mark)) {
      drained.add(next);
    }
    return drained;
  }

  /** A timer that only the queue touches, and so needs no kernel. */
  @SuppressWarnings("NullAway")
  private static Timer timer() {
    return new Timer(null, () -> {}, 0);
  }
}
