package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import twine.defer.Deferred;
import twine.reactor.Reactor;
import twine.testing.MemoryReactors;

/** Who runs when. */
@ExtendWith(NothingUnhandled.class)
class OrderTest {
  private final List<String> seen = new ArrayList<>();

  @Test
  void startRunsTheBodyUpToItsFirstWait() {
    var gate = new Deferred<String>();
    seen.add("before");
    Coroutine.start(() -> {
      seen.add("body");
      await(gate);
      return seen.add("body goes on");
    });
    seen.add("after");
    gate.callback("");
    assertThat(seen).containsExactly("before", "body", "after", "body goes on");
  }

  @Test
  void aStartInsideACoroutineRunsTheChildUpToItsFirstWait() {
    var gate = new Deferred<String>();
    Coroutine.start(() -> {
      seen.add("parent 1");
      Deferred<String> child =
          Coroutine.start(() -> {
            seen.add("child 1");
            await(gate);
            seen.add("child 2");
            return "child's result";
          });
      seen.add("parent 2");
      return seen.add(await(child));
    });
    seen.add("caller");
    gate.callback("");
    assertThat(seen)
        .containsExactly("parent 1", "child 1", "parent 2", "caller", "child 2", "child's result");
  }

  @Test
  void aChildThatNeedNotWaitIsOverWhenStartReturns() {
    Coroutine.start(() -> {
      Deferred<String> child = Coroutine.start(() -> "child");
      seen.add(child.toString().replaceAll("0x[0-9a-f]+", "…"));
      return seen.add(await(child));
    });
    assertThat(seen).containsExactly("<Deferred at … current result: child>", "child");
  }

  @Test
  void startsMayBeNestedDeeply() {
    Coroutine.start(() -> countDown(100)).onResult(seen::add);
    assertThat(seen).hasSize(201).endsWith("up 99", "up 100", "0");
    assertThat(seen.subList(0, 3)).containsExactly("down 100", "down 99", "down 98");
  }

  private String countDown(int depth) throws Exception {
    if (depth == 0) {
      return "0";
    }
    seen.add("down " + depth);
    String result = await(Coroutine.start(() -> countDown(depth - 1)));
    seen.add("up " + depth);
    return result;
  }

  @Test
  void whoIsResumedByACoroutineRunsWhenThatOneWaits() {
    var first = new Deferred<String>();
    var second = new Deferred<String>();
    Coroutine.start(() -> seen.add(await(first)));
    Coroutine.start(() -> {
      first.callback("the resumed one");
      seen.add("the one that fires");
      await(second);
      return seen.add("end");
    });
    seen.add("caller");
    second.callback("");
    assertThat(seen).containsExactly("the one that fires", "the resumed one", "caller", "end");
  }

  @Test
  void theParentOfWhoFiresGoesOnBeforeWhoIsResumed() {
    var gate = new Deferred<String>();
    Coroutine.start(() -> seen.add(await(gate)));
    Coroutine.start(() -> {
      seen.add("parent 1");
      Coroutine.start(() -> {
        gate.callback("resumed by the child");
        return seen.add("child");
      });
      return seen.add("parent 2");
    });
    assertThat(seen).containsExactly("parent 1", "child", "parent 2", "resumed by the child");
  }

  @Test
  void whoIsResumedByTheParentDoesNotRunWithTheChild() {
    var gate = new Deferred<String>();
    Coroutine.start(() -> seen.add(await(gate)));
    Coroutine.start(() -> {
      gate.callback("resumed by the parent");
      Coroutine.start(() -> seen.add("child"));
      return seen.add("parent");
    });
    assertThat(seen).containsExactly("child", "parent", "resumed by the parent");
  }

  @Test
  void aStartInACallbackOfAnEndedOneRunsOnlyWhatItStarts() {
    var gate = new Deferred<String>();
    Coroutine.start(() -> await(gate))
        .onResult(ended -> {
          Coroutine.start(() -> {
            Coroutine.start(() -> seen.add("its child"));
            return seen.add("started in the callback");
          });
          seen.add("callback");
        });
    Coroutine.start(() -> seen.add(await(gate)));
    Coroutine.start(() -> {
      gate.callback("the second one");
      return seen.add("the one that fires");
    });
    assertThat(seen)
        .containsExactly(
            "the one that fires",
            "its child",
            "started in the callback",
            "callback",
            "the second one");
  }

  @Test
  void aStartInACallbackThatACoroutineFiresRunsAtOnce() {
    var gate = new Deferred<String>();
    gate.onResult(fired -> {
      seen.add("callback 1");
      Coroutine.start(() -> seen.add("child"));
      seen.add("callback 2");
    });
    Coroutine.start(() -> {
      gate.callback("");
      return seen.add("the one that fires");
    });
    assertThat(seen).containsExactly("callback 1", "child", "callback 2", "the one that fires");
  }

  @Test
  void whoIsResumedRunsBeforeAnyOtherEvent() {
    Reactor reactor = MemoryReactors.create(1);
    var gate = new Deferred<String>();
    reactor.callWhenRunning(() -> {
      Coroutine.start(() -> seen.add(await(gate)));
      Coroutine.start(() -> {
        reactor.execute(() -> seen.add("another event"));
        gate.callback("the resumed one");
        return "";
      });
    });
    reactor.callLater(Duration.ofSeconds(1), reactor::stop);
    reactor.run();
    assertThat(seen).containsExactly("the resumed one", "another event");
  }

  @Test
  @Tag("P17.5")
  void coroutinesInterleaveAtTheirWaits() {
    Reactor reactor = MemoryReactors.create(1);
    reactor.callWhenRunning(() -> {
      poet(reactor, "a", 2);
      poet(reactor, "b", 3);
    });
    reactor.callLater(Duration.ofSeconds(10), reactor::stop);
    reactor.run();
    assertThat(seen).containsExactly("a0", "b0", "a2", "b3", "a4", "b6", "a6", "b9");
  }

  private void poet(Reactor reactor, String name, int seconds) {
    Coroutine.start(() -> {
      int time = 0; // each has its own
      for (int line = 0; line < 4; line++) {
        seen.add(name + time);
        var later = new Deferred<String>();
        reactor.callLater(Duration.ofSeconds(seconds), () -> later.callback(""));
        await(later);
        time += seconds;
      }
      return "";
    });
  }
}
