package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A Deferred that somebody keeps does not keep what it has done with. */
final class LeakTest {

  private static final class Thing {}

  private static void assertCollected(WeakReference<Thing> reference) {
    for (int i = 0; reference.get() != null && i < 100; i++) {
      System.gc();
    }
    assertThat(reference.get()).isNull();
  }

  /** Adds a function that holds a thing, which only that function holds. */
  private static WeakReference<Thing> addHolder(Deferred<String> deferred) {
    var thing = new Thing();
    deferred.addCallback(poem -> poem + thing.hashCode());
    return new WeakReference<>(thing);
  }

  @Test
  void functionsThatHaveRun() {
    var deferred = new Deferred<String>();
    WeakReference<Thing> first = addHolder(deferred);
    WeakReference<Thing> second = addHolder(deferred);
    deferred.callback("poem");

    assertCollected(first);
    assertCollected(second);
    assertThat(deferred.hasFired()).isTrue();
  }

  @Test
  void functionsThatHaveRunWhileTheNextOneWaits() {
    var deferred = new Deferred<String>();
    WeakReference<Thing> first = addHolder(deferred);
    var inner = new Deferred<String>();
    deferred.addAsyncCallback(_ -> inner);
    WeakReference<Thing> waiting = addHolder(deferred);
    deferred.callback("poem");

    assertCollected(first);
    assertThat(waiting.get()).isNotNull();
    inner.callback("inner poem");
    assertCollected(waiting);
    assertThat(deferred.hasFired()).isTrue();
  }

  @Test
  void functionsThatArePassedBy() {
    var deferred = new Deferred<String>();
    WeakReference<Thing> callback = addHolder(deferred);
    deferred.handle(_ -> {});
    deferred.errback(new IllegalStateException("oops"));

    assertCollected(callback);
    assertThat(deferred.hasFired()).isTrue();
  }

  @Test
  void resultsThatHaveBeenReplaced() {
    var deferred = new Deferred<Object>();
    var thing = new Thing();
    var reference = new WeakReference<>(thing);
    deferred.callback(thing);
    thing = null;
    deferred.addCallback(_ -> "replaced");

    assertCollected(reference);
    assertThat(deferred.hasFired()).isTrue();
  }

  @Test
  void theCancellerOfOneThatHasFired() {
    var thing = new Thing();
    var reference = new WeakReference<>(thing);
    var deferred = cancellable(thing);
    thing = null;
    deferred.callback("poem");

    assertCollected(reference);
    assertThat(deferred.hasFired()).isTrue();
  }

  private static Deferred<String> cancellable(Thing thing) {
    return new Deferred<>(d -> d.callback("poem " + thing.hashCode()));
  }

  @Test
  void theOuterOneAfterTheInnerOneHasResumedIt() {
    var inner = new Deferred<String>();
    WeakReference<Deferred<String>> outer =
        new WeakReference<>(Deferred.succeed("poem").addAsyncCallback(_ -> inner));
    assertThat(outer.get()).isNotNull();
    inner.callback("inner poem");

    for (int i = 0; outer.get() != null && i < 100; i++) {
      System.gc();
    }
    assertThat(outer.get()).isNull();
    assertThat(inner.hasFired()).isTrue();
  }

  @Test
  void theTimeLimitOfOneThatCameInTime() {
    var timers = new HandTimers();
    var deferred = new Deferred<String>();
    WeakReference<Thing> reference = addHolder(deferred);
    deferred.timeout(timers, Duration.ofHours(1));
    deferred.callback("poem");
    deferred = null;

    assertCollected(reference);
    assertThat(timers.pending()).isZero();
  }
}
