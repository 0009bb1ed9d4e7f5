package twine.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.net.PushProducer;

/**
 * Whatever is done in whatever order: all messages are received, each once, in their order, by
 * those who asked first; and what has a limit keeps to it.
 */
final class InboxModelTest {

  enum Step {
    ARRIVE,
    RECEIVE,
    CANCEL_OLDEST,
    CANCEL_YOUNGEST
  }

  /** A peer that sends a number at a time, and keeps it back while it is paused. */
  private static final class Peer implements PushProducer {
    private final Inbox<Integer> inbox;
    private final ArrayDeque<Integer> keptBack = new ArrayDeque<>();
    private boolean paused;
    private int sent;

    Peer(Inbox<Integer> inbox) {
      this.inbox = inbox;
    }

    void send() {
      keptBack.add(sent++);
      handOver();
    }

    private void handOver() {
      while (!paused && !keptBack.isEmpty()) {
        inbox.put(keptBack.remove());
      }
    }

    @Override
    public void pauseProducing() {
      paused = true;
    }

    @Override
    public void resumeProducing() {
      paused = false;
      handOver();
    }

    @Override
    public void stopProducing() {}
  }

  /** All who receive. */
  private static final class Readers {
    private final Inbox<Integer> inbox;
    private final List<Integer> received = new ArrayList<>();
    private final ArrayDeque<Deferred<?>> waiting = new ArrayDeque<>();
    private boolean whoAskedFirstWasServed = true;

    Readers(Inbox<Integer> inbox) {
      this.inbox = inbox;
    }

    void receive() {
      var receiver = new Deferred<?>[1];
      Deferred<?> asked =
          inbox
              .receive()
              .onResult(message -> {
                received.add(message);
                whoAskedFirstWasServed &= waiting.pollFirst() == receiver[0];
              })
              .addErrback(CancelledException.class, cancelled -> -1);
      if (!asked.hasFired()) {
        receiver[0] = asked;
        waiting.add(asked);
      }
    }

    void cancel(Deferred<?> receiver) {
      if (receiver != null) {
        waiting.remove(receiver);
        receiver.cancel();
      }
    }
  }

  @Property
  void allMessagesAreReceivedOnceAndInOrder(
      @ForAll @Size(max = 200) List<Step> steps, @ForAll @IntRange(min = 1, max = 4) int limit) {
    var inbox = new Inbox<Integer>(limit);
    var peer = new Peer(inbox);
    var readers = new Readers(inbox);
    inbox.registerProducer(peer);
    for (Step step : steps) {
      switch (step) {
        case ARRIVE -> peer.send();
        case RECEIVE -> readers.receive();
        case CANCEL_OLDEST -> readers.cancel(readers.waiting.peekFirst());
        case CANCEL_YOUNGEST -> readers.cancel(readers.waiting.peekLast());
      }
      check(peer, readers, limit);
    }
    while (readers.received.size() < peer.sent) {
      readers.receive();
    }
    assertThat(readers.received).isSorted().doesNotHaveDuplicates().hasSize(peer.sent);
  }

  private static void check(Peer peer, Readers readers, int limit) {
    int size = peer.inbox.size();
    assertThat(readers.whoAskedFirstWasServed).isTrue();
    assertThat(size).isLessThanOrEqualTo(limit);
    assertThat(readers.received.size() + size + peer.keptBack.size()).isEqualTo(peer.sent);
    if (!readers.waiting.isEmpty()) {
      assertThat(size + peer.keptBack.size()).as("kept from who waits").isZero();
      assertThat(peer.paused).isFalse();
    }
  }
}
