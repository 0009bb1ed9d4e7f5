package twine.trial.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static twine.coroutine.Coroutine.await;
import static twine.trial.Assertions.flushLoggedErrors;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.UniqueId;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.TestAbortedException;
import twine.defer.Deferred;
import twine.net.ClientFactory;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.task.Tasks;
import twine.testing.simulation.Simulation;
import twine.trial.Assertions;
import twine.trial.SetUp;
import twine.trial.Simulated;
import twine.trial.Skip;
import twine.trial.TearDown;
import twine.trial.TimeLimit;
import twine.trial.Todo;
import twine.trial.Trial;

/** Runs classes of tests through the JUnit Platform, and looks at what it reports. */
@Timeout(30)
@SuppressWarnings("DoNotCallSuggester") // it is what these tests are for that they throw
final class TrialEngineTest {
  private static final List<String> EVENTS = new ArrayList<>();

  @BeforeEach
  void forget() {
    EVENTS.clear();
  }

  private static Deferred<String> soon(Reactor reactor, String result) {
    return Tasks.deferLater(reactor, Duration.ofMillis(1), () -> result);
  }

  private static Deferred<String> soonFailing(Reactor reactor) {
    return Tasks.deferLater(
        reactor,
        Duration.ofMillis(1),
        () -> {
          throw new IOException("on purpose");
        });
  }

  // ---- what a test may be

  static final class Kinds {
    private final Reactor reactor;

    Kinds(Reactor reactor) {
      this.reactor = reactor;
    }

    @Trial
    Deferred<?> deferred() {
      return soon(reactor, "result").onResult(EVENTS::add);
    }

    @Trial
    void waitsInTheMiddle() throws Exception {
      EVENTS.add(await(soon(reactor, "awaited")));
    }

    @Trial
    void plain(Reactor mine) {
      assertThat(mine).isSameAs(reactor).isSameAs(Reactors.installed());
      assertThat(reactor.running()).isTrue();
    }

    @Trial
    Deferred<?> failingDeferred() {
      return soonFailing(reactor);
    }

    @Trial
    void failingWait() throws Exception {
      await(soonFailing(reactor));
    }

    @Trial
    void failingPlain() {
      assertThat(1).isEqualTo(2);
    }
  }

  @Test
  @Tag("P15.1")
  @Tag("P15.2")
  void aTestMayReturnADeferredOrWaitOrDoNeither() {
    assertThat(Ran.tests(Kinds.class).lines())
        .containsExactly(
            "deferred SUCCESSFUL",
            "failingDeferred FAILED",
            "failingPlain FAILED",
            "failingWait FAILED",
            "plain SUCCESSFUL",
            "waitsInTheMiddle SUCCESSFUL");
    assertThat(EVENTS).containsExactly("result", "awaited");
  }

  @Test
  void oneTestCanBeChosen() {
    assertThat(Ran.tests(selectMethod(Kinds.class, "waitsInTheMiddle")).lines())
        .containsExactly("waitsInTheMiddle SUCCESSFUL");
  }

  /** As it is when somebody repeats what has failed. */
  @Test
  void testsCanBeChosenByTheirIds() {
    UniqueId id =
        UniqueId.forEngine(TrialEngine.ID).append(ClassDescriptor.SEGMENT, Kinds.class.getName());
    assertThat(Ran.tests(selectUniqueId(id)).lines()).hasSize(6);
    for (String test : List.of("deferred()", "plain(twine.reactor.Reactor)")) {
      UniqueId method = id.append(MethodDescriptor.SEGMENT, test);
      assertThat(Ran.tests(selectUniqueId(method)).lines())
          .containsExactly(test.replaceFirst("[(].*", "") + " SUCCESSFUL");
    }
  }

  @Test
  void theExceptionOfAFailedDeferredIsReported() {
    assertThat(Ran.tests(selectMethod(Kinds.class, "failingDeferred")).problem())
        .isInstanceOf(IOException.class)
        .hasMessage("on purpose");
  }

  // ---- set-up and tear-down

  static class Base {
    @SetUp
    void before() {
      EVENTS.add("base set-up");
    }

    @TearDown
    void after() {
      EVENTS.add("base tear-down");
    }
  }

  static final class Phases extends Base {
    @SetUp
    Deferred<?> setUp(Reactor reactor) {
      return soon(reactor, "set-up").onResult(EVENTS::add);
    }

    @Trial
    Deferred<?> test(Reactor reactor) {
      return soon(reactor, "test")
          .onResult(EVENTS::add)
          .addCallback(done -> {
            throw new IOException("on purpose");
          });
    }

    @TearDown
    Deferred<?> tearDown(Reactor reactor) {
      return soon(reactor, "tear-down").onResult(EVENTS::add);
    }
  }

  @Test
  @Tag("P15.1")
  void setUpAndTearDownMayTakeTheirTimeAndSurroundTheTest() {
    assertThat(Ran.tests(Phases.class).lines()).containsExactly("test FAILED");
    assertThat(EVENTS)
        .containsExactly("base set-up", "set-up", "test", "tear-down", "base tear-down");
  }

  static final class BrokenSetUp {
    @SetUp
    Deferred<?> setUp(Reactor reactor) {
      return soonFailing(reactor);
    }

    @Trial
    void test() {
      EVENTS.add("test");
    }
  }

  @Test
  void aTestWhoseSetUpFailsIsNotRun() {
    assertThat(Ran.tests(BrokenSetUp.class).problem()).hasMessage("on purpose");
    assertThat(EVENTS).isEmpty();
  }

  static final class BrokenTwice {
    @Trial
    void test() throws IOException {
      throw new IOException("in the test");
    }

    @TearDown
    void tearDown() throws IOException {
      throw new IOException("in the tear-down");
    }
  }

  @Test
  void allThatGoesWrongIsReported() {
    assertThat(Ran.tests(BrokenTwice.class).problem())
        .isInstanceOf(MultipleFailuresError.class)
        .hasMessageContaining("in the test")
        .hasMessageContaining("in the tear-down");
  }

  // ---- what is left behind

  static final class LeavesACall {
    @Trial
    void test(Reactor reactor) {
      reactor.callLater(Duration.ofHours(1), () -> {});
    }
  }

  static final class LeavesAPort {
    @Trial
    void test(Reactor reactor) {
      reactor.listenTcp(0, Factory.of(Silent::new), ListenOptions.LOOPBACK);
    }
  }

  private static final class Silent extends Protocol {}

  static final class LeavesAConnection {
    @Trial
    Deferred<?> test(Reactor reactor) {
      TcpPort port = reactor.listenTcp(0, Factory.of(Silent::new), ListenOptions.LOOPBACK);
      var connected = new Deferred<String>();
      reactor.connectTcp(
          port.getHost(),
          ClientFactory.of(() ->
              new Protocol() {
                @Override
                public void connectionMade() {
                  connected.callback("made");
                }
              }));
      return connected.addAsyncCallback(made -> port.stopListening());
    }
  }

  static final class LeavesAFailure {
    @Trial
    void test() {
      Deferred.fail(new IOException("on purpose"));
    }
  }

  static final class LogsAnError {
    @Trial
    void test() {
      log();
    }

    @Trial
    void testThatFlushes() {
      log();
      assertThat(flushLoggedErrors(IllegalStateException.class)).isEmpty();
      assertThat(flushLoggedErrors(IOException.class)).hasSize(1);
    }

    private static void log() {
      System.getLogger("somebody")
          .log(System.Logger.Level.ERROR, "it broke", new IOException("on purpose"));
    }
  }

  @Test
  void aDelayedCallThatIsLeftBehindIsNamed() {
    assertThat(Ran.tests(LeavesACall.class).problem())
        .hasMessageContaining("left behind: DelayedCall[in ");
  }

  @Test
  void aPortThatIsLeftOpenIsNamed() {
    assertThat(Ran.tests(LeavesAPort.class).problem())
        .hasMessageContaining("left behind: Port 127.0.0.1:");
  }

  @Test
  void connectionsThatAreLeftOpenAreNamedBothEnds() {
    assertThat(Ran.tests(LeavesAConnection.class).problem())
        .isInstanceOfSatisfying(
            MultipleFailuresError.class, all -> assertThat(all.getFailures()).hasSize(2))
        .hasMessageContaining("left behind: TcpTransport[127.0.0.1:");
  }

  @Test
  void aFailureThatNobodyHandledIsReportedWithoutGarbageCollection() {
    assertThat(Ran.tests(LeavesAFailure.class).problem())
        .hasMessageContaining("nobody handled")
        .hasRootCauseMessage("on purpose");
  }

  @Test
  void aLoggedErrorFailsTheTestUnlessItIsFlushed() {
    Ran ran = Ran.tests(LogsAnError.class);
    assertThat(ran.lines()).containsExactly("test FAILED", "testThatFlushes SUCCESSFUL");
    assertThat(ran.problem())
        .hasMessage("logged by somebody: it broke")
        .hasRootCauseMessage("on purpose");
  }

  // ---- time limits

  static final class Endless {
    @Trial
    @TimeLimit(0.05)
    Deferred<?> test() {
      return new Deferred<String>(ignoresCancel -> EVENTS.add("cancelled"));
    }

    @TearDown
    void tearDown() {
      EVENTS.add("tear-down");
    }
  }

  @Test
  @Tag("P15.2")
  void aTestThatTakesTooLongIsCancelledAndTornDown() {
    assertThat(Ran.tests(Endless.class).problem())
        .hasMessageContaining("test did not end within 0.05 s");
    assertThat(EVENTS).containsExactly("cancelled", "tear-down");
  }

  @Test
  @Tag("P15.2")
  void aTestMayTakeTwoMinutesUnlessItSaysOtherwise() throws Exception {
    var tests = new TestClass(Phases.class);
    assertThat(
            new Steps(tests, Phases.class.getDeclaredMethod("test", Reactor.class))
                .limit(Phases.class.getDeclaredMethod("test", Reactor.class)))
        .isEqualTo(Duration.ofMinutes(2));
  }

  @TimeLimit(0.4)
  static final class Blocks {
    @Trial
    void sleeps() throws InterruptedException {
      Thread.sleep(60_000);
    }

    @Trial
    Deferred<?> spinsInACallback(Reactor reactor) {
      return soon(reactor, "result")
          .addCallback(result -> {
            while (!Thread.interrupted()) {
              Thread.onSpinWait();
            }
            return result;
          });
    }

    @Trial
    void works() {}
  }

  @Test
  void aTestThatKeepsTheReactorIsInterruptedAndItsLineIsNamed() {
    Ran sleeping = Ran.tests(selectMethod(Blocks.class, "sleeps"));
    assertThat(sleeping.problem())
        .hasMessageContaining("Blocks.sleeps has kept the reactor for 0.4 s")
        .hasMessageContaining("TrialEngineTest.java:");
    Ran spinning = Ran.tests(selectMethod(Blocks.class, "spinsInACallback", Reactor.class));
    assertThat(spinning.problem()).hasMessageContaining("lambda$spinsInACallback");
  }

  // ---- not run, or expected to fail

  @Skip("the whole class")
  static final class SkippedClass {
    @Trial
    void test() {
      EVENTS.add("test");
    }
  }

  static final class Special {
    @Trial
    @Skip("not today")
    void skipped() {
      EVENTS.add("skipped");
    }

    @Trial
    void skipsItself() {
      throw Assertions.skip("no network");
    }

    @Trial
    @Todo("write it")
    void todo() {
      assertThat(1).isEqualTo(2);
    }

    @Trial
    @Todo("was written")
    void todoThatWorks() {}
  }

  @Test
  void testsCanBeSkippedAndExpectedToFail() {
    assertThat(Ran.tests(Special.class).lines())
        .containsExactly(
            "skipped SKIPPED: not today",
            "skipsItself ABORTED",
            "todo ABORTED",
            "todoThatWorks FAILED");
    assertThat(Ran.tests(selectMethod(Special.class, "skipsItself")).problem())
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("no network");
    Ran.tests(SkippedClass.class);
    assertThat(EVENTS).isEmpty();
  }

  // ---- simulated tests

  static final class Simulations {
    @Simulated(seeds = 5)
    void everySeed(Simulation simulation) {
      EVENTS.add("seed " + simulation.seed());
    }

    @Simulated(seed = 10, seeds = 100)
    Deferred<?> failsWithSeed12(Simulation simulation) {
      return Tasks.deferLater(
          simulation.host("host").reactor(),
          Duration.ofHours(1),
          () -> {
            if (simulation.seed() == 12) {
              throw new IOException("on purpose");
            }
            return "fine";
          });
    }
  }

  @Test
  void aSimulatedTestIsRunWithEachOfItsSeeds() {
    Ran.tests(selectMethod(Simulations.class, "everySeed", Simulation.class));
    assertThat(EVENTS).containsExactly("seed 1", "seed 2", "seed 3", "seed 4", "seed 5");
  }

  @Test
  void aSimulatedTestThatFailsNamesItsSeed() {
    assertThat(
            Ran.tests(selectMethod(Simulations.class, "failsWithSeed12", Simulation.class))
                .problem())
        .hasMessage(
            "seed 12 of failsWithSeed12 (bin/trial --seed 12 or -Dtwine.seed=12 repeats it): on purpose")
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void aSeedFromOutsideIsTheOnlyOne() {
    assertThat(Ran.withSeed(Simulations.class, 77).lines())
        .containsExactly("everySeed SUCCESSFUL", "failsWithSeed12 SUCCESSFUL");
    assertThat(EVENTS).containsExactly("seed 77");
  }

  static final class SimulationLeavesAFailure {
    @Simulated
    void test(Simulation simulation) {
      simulation.host("host").start(reactor -> Deferred.fail(new IOException("on purpose")));
      simulation.run();
    }
  }

  @Test
  void aFailureThatNobodyHandledInASimulationIsReported() {
    assertThat(Ran.tests(SimulationLeavesAFailure.class).problem())
        .hasMessageContaining("seed 1")
        .hasRootCauseMessage("on purpose");
  }

  // ---- mistakes

  static final class Mixed {
    @Trial
    void ours() {}

    @Test
    void theirs() {}
  }

  static final class Greedy {
    @Trial
    void test(String what) {
      EVENTS.add(what);
    }
  }

  static final class StopsTheReactor {
    @Trial
    Deferred<?> test(Reactor reactor) {
      reactor.stop();
      return new Deferred<String>();
    }
  }

  static final class Static {
    @Trial
    static void test() {}
  }

  @Test
  void aClassBelongsToOneEngine() {
    assertThat(Ran.tests(Mixed.class).problem())
        .hasMessageContaining("Mixed has tests of another engine")
        .hasMessageContaining("org.junit.jupiter.api.Test");
  }

  @Test
  void whatATestCannotBeGivenIsNamed() {
    assertThat(Ran.tests(Greedy.class).problem())
        .hasMessageContaining("Greedy.test(java.lang.String) asks for a java.lang.String");
  }

  @Test
  void aTestThatStopsItsReactorIsTold() {
    assertThat(Ran.tests(StopsTheReactor.class).problem())
        .hasMessageContaining("the reactor was stopped before test was over");
  }

  @Test
  void aStaticTestIsAMistake() {
    assertThat(Ran.tests(Static.class).problem()).hasMessageContaining("must not be static");
  }
}
