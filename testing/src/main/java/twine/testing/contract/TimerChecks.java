package twine.testing.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import twine.loop.AlreadyCancelledException;
import twine.loop.AlreadyRunException;
import twine.loop.DelayedCall;

/** The clock and delayed calls. */
final class TimerChecks extends Theme {
  private static final Duration A_WHILE = SOON.multipliedBy(3);

  private final List<String> events = new ArrayList<>();

  TimerChecks(ReactorFixture fixture) {
    super(fixture);
  }

  private DelayedCall later(Duration delay, String name) {
    return reactor.callLater(delay, () -> events.add(name));
  }

  private void runAll() {
    runFor(A_WHILE);
  }

  private void expectEvents(String... expected) {
    Expect.equal(List.of(expected), events, "the calls that were made");
  }

  @Promise
  void aCallIsNeverMadeEarly() {
    for (int micros = 0; micros < 20_000; micros += 371) {
      Duration delay = Duration.ofNanos(micros * 1000L + 1);
      long start = reactor.nanoTime();
      reactor.callLater(
          delay,
          () -> {
            long passed = reactor.nanoTime() - start;
            Expect.that(passed >= delay.toNanos(), delay + " was over after " + passed + " ns");
            events.add("made");
          });
    }
    runAll();
    Expect.equal(54, events.size(), "the number of calls made");
  }

  @Promise
  void callsOfTheSameMomentAreMadeInTheOrderOfScheduling() {
    long start = reactor.nanoTime();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      // The clock moves between two calls, so the same moment has to be asked for by its distance.
      DelayedCall call = later(SOON, "call " + i);
      call.delay(Duration.ofNanos(start + SOON.toNanos() - call.getTime()));
      Expect.equal(start + SOON.toNanos(), call.getTime(), "the moment");
      expected.add("call " + i);
    }
    runAll();
    Expect.equal(expected, events, "the calls that were made");
  }

  @Promise
  void callsAreMadeInTheOrderOfTheirMoments() {
    later(Duration.ofMillis(9), "third");
    later(Duration.ofMillis(3), "first");
    later(Duration.ofMillis(6), "second");
    runAll();
    expectEvents("first", "second", "third");
  }

  @Promise
  void aDelayOfZeroIsNotACallAtOnce() {
    reactor.callWhenRunning(() -> {
      later(Duration.ZERO, "later");
      events.add("now");
    });
    runAll();
    expectEvents("now", "later");
  }

  @Promise
  void aCallWithoutDelayFromACallIsMadeInTheNextTurn() {
    reactor.callLater(
        SOON,
        () -> {
          reactor.execute(() -> events.add("handed over before"));
          later(Duration.ZERO, "without delay");
        });
    runAll();
    expectEvents("handed over before", "without delay");
  }

  @Promise
  void aChainOfCallsWithoutDelayDoesNotStarveConnections() {
    Peer client = peer();
    Peer server = peer();
    server.onMade(server::lose);
    Runnable[] chain = new Runnable[1];
    chain[0] = () -> reactor.callLater(Duration.ZERO, chain[0]);
    chain[0].run();
    join(client, server);
    runUntilOver(client, server);
  }

  @Promise
  void aChainOfHandedOverWorkStarvesNeitherTimersNorConnections() {
    Peer client = peer();
    Peer server = peer();
    server.onMade(() -> reactor.callLater(SOON, server::lose));
    int[] count = {0};
    Runnable[] chain = new Runnable[1];
    chain[0] =
        () -> {
          count[0]++;
          // Where time is virtual, work that never ends would keep the clock from moving.
          if (count[0] < 10_000) {
            reactor.execute(chain[0]);
          }
        };
    chain[0].run();
    join(client, server);
    runUntilOver(client, server);
  }

  @Promise
  void aCancelledCallIsNotMade() {
    DelayedCall cancelled = later(SOON, "cancelled");
    later(SOON, "kept");
    cancelled.cancel();
    Expect.that(!cancelled.active(), "a cancelled call is active");
    runAll();
    expectEvents("kept");
  }

  @Promise
  void cancellingTwiceIsRefused() {
    DelayedCall call = later(SOON, "cancelled");
    call.cancel();
    Expect.thrown(AlreadyCancelledException.class, call::cancel);
    Expect.thrown(AlreadyCancelledException.class, () -> call.reset(SOON));
    Expect.thrown(AlreadyCancelledException.class, () -> call.delay(SOON));
    runAll();
    expectEvents();
  }

  @Promise
  void aCallThatWasMadeCannotBeTakenBackOrMoved() {
    DelayedCall call = later(Duration.ZERO, "made");
    runAll();
    Expect.that(!call.active(), "a call that was made is active");
    Expect.thrown(AlreadyRunException.class, call::cancel);
    Expect.thrown(AlreadyRunException.class, () -> call.reset(SOON));
    Expect.thrown(AlreadyRunException.class, () -> call.delay(SOON));
  }

  @Promise
  void aCallThatIsBeingMadeCannotBeTakenBackOrMoved() {
    DelayedCall[] self = new DelayedCall[1];
    self[0] =
        reactor.callLater(
            Duration.ZERO,
            () -> {
              Expect.that(!self[0].active(), "a call that is being made is active");
              Expect.thrown(AlreadyRunException.class, self[0]::cancel);
              Expect.thrown(AlreadyRunException.class, () -> self[0].reset(SOON));
              events.add("made");
            });
    runAll();
    expectEvents("made");
  }

  @Promise
  void aCallMayCancelAnotherThatIsDueWithIt() {
    List<DelayedCall> second = new ArrayList<>();
    DelayedCall first = reactor.callLater(SOON, () -> second.getFirst().cancel());
    second.add(later(SOON, "cancelled"));
    second.getFirst().delay(Duration.ofNanos(first.getTime() - second.getFirst().getTime()));
    runAll();
    expectEvents();
  }

  @Promise
  void aCallMayPutOffAnotherThatIsDueWithIt() {
    List<DelayedCall> second = new ArrayList<>();
    DelayedCall first =
        reactor.callLater(
            SOON,
            () -> {
              second.getFirst().reset(SOON);
              later(Duration.ZERO, "in between");
            });
    second.add(later(SOON, "put off"));
    second.getFirst().delay(Duration.ofNanos(first.getTime() - second.getFirst().getTime()));
    runAll();
    expectEvents("in between", "put off");
  }

  @Promise
  void resetStartsTheWaitAgain() {
    DelayedCall call = later(Duration.ofMillis(2), "reset");
    later(Duration.ofMillis(8), "other");
    call.reset(Duration.ofMillis(30));
    Expect.that(call.active(), "a call that was reset is not active");
    runAll();
    expectEvents("other", "reset");
  }

  @Promise
  void resetMayBringACallNearer() {
    DelayedCall call = later(Duration.ofDays(1), "reset");
    later(SOON, "other");
    call.reset(Duration.ofMillis(1));
    runAll();
    expectEvents("reset", "other");
  }

  @Promise
  void delayPutsACallOffAfterItsTime() {
    DelayedCall call = later(Duration.ofMillis(5), "delayed");
    long before = call.getTime();
    call.delay(Duration.ofMillis(20));
    Expect.equal(before + 20_000_000L, call.getTime(), "the time after delay");
    later(Duration.ofMillis(10), "other");
    runAll();
    expectEvents("other", "delayed");
  }

  @Promise
  void aNegativeDelayBringsACallNearer() {
    DelayedCall call = later(Duration.ofDays(1), "nearer");
    long before = call.getTime();
    call.delay(Duration.ofDays(-2));
    Expect.equal(before - Duration.ofDays(2).toNanos(), call.getTime(), "the time after delay");
    later(Duration.ofMillis(1), "other");
    runAll();
    expectEvents("nearer", "other");
  }

  @Promise
  void getTimeIsTheMomentOnTheReactorsClock() {
    long before = reactor.nanoTime();
    DelayedCall call = later(SOON, "call");
    long after = reactor.nanoTime();
    Expect.that(call.getTime() - before >= SOON.toNanos(), "getTime is too early");
    Expect.that(call.getTime() - after <= SOON.toNanos(), "getTime is too late");
    runAll();
    Expect.that(call.getTime() - before >= SOON.toNanos(), "getTime has changed");
  }

  @Promise
  void negativeTimesAreRefused() {
    Duration negative = Duration.ofNanos(-1);
    DelayedCall call = later(SOON, "call");
    Expect.thrown(IllegalArgumentException.class, () -> later(negative, "refused"));
    Expect.thrown(IllegalArgumentException.class, () -> call.reset(negative));
    runAll();
    expectEvents("call");
  }

  @Promise
  void anyTimeInTheFutureMayBeAskedFor() {
    Duration ever = Duration.ofSeconds(Long.MAX_VALUE);
    later(ever, "never");
    later(SOON, "soon").delay(ever);
    later(Duration.ofMillis(1), "now");
    runAll();
    expectEvents("now");
  }

  @Promise
  void aThrowingCallIsLoggedAndTheOthersAreMade() {
    RuntimeException thrown = new RuntimeException("on purpose");
    reactor.callLater(
        Duration.ZERO,
        () -> {
          throw thrown;
        });
    later(Duration.ZERO, "next");
    later(SOON, "later");
    runAll();
    expectEvents("next", "later");
    log.expect(thrown);
  }

  @Promise
  void callsThatAreNotDueAtTheStopAreNotMade() {
    DelayedCall call = later(A_WHILE.multipliedBy(10), "too late");
    runAll();
    expectEvents();
    Expect.that(call.active(), "the call was taken back");
  }

  @Promise
  void theClockNeverGoesBack() {
    long[] last = {reactor.nanoTime()};
    for (int i = 0; i < 100; i++) {
      reactor.callLater(
          Duration.ofNanos(i * 100_000L),
          () -> {
            long now = reactor.nanoTime();
            Expect.that(now - last[0] >= 0, "the clock went back");
            last[0] = now;
          });
    }
    runAll();
  }

  /** Many calls that are moved and taken back at random, against a list that is sorted. */
  @Promise
  void manyCallsAreMadeInOrderWhateverIsDoneToThem() {
    RandomGenerator random = new SplittableRandom(1);
    Map<String, DelayedCall> calls = new HashMap<>();
    Map<String, Integer> scheduled = new HashMap<>();
    for (int i = 0; i < 4_000; i++) {
      String name = "call " + random.nextInt(1_000);
      DelayedCall known = calls.get(name);
      Duration time = Duration.ofMillis(random.nextInt(40));
      scheduled.put(name, i);
      if (known == null) {
        calls.put(name, later(time, name));
      } else {
        switch (random.nextInt(3)) {
          case 0 -> {
            known.cancel();
            calls.remove(name);
          }
          case 1 -> known.reset(time);
          default -> known.delay(time.minusMillis(20));
        }
      }
    }
    long now = reactor.nanoTime();
    List<String> expected = new ArrayList<>(calls.keySet());
    expected.sort(
        Comparator.comparingLong(
                (String name) -> Expect.present(calls.get(name), name).getTime() - now)
            .thenComparing(scheduled::get));
    runAll();
    Expect.that(expected.equals(events), "the calls were made in another order");
  }
}
