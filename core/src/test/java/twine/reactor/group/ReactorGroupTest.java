package twine.reactor.group;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.loop.Loop;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.net.error.CannotListenException;
import twine.reactor.ListenOptions;
import twine.reactor.Phase;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.reactor.SystemEvent;
import twine.reactor.error.ReactorAlreadyRunningException;
import twine.reactor.error.ReactorNotRestartableException;
import twine.reactor.error.ReactorNotRunningException;

/** The life of a group: how it starts, how it ends, and who is told. */
@Timeout(60)
final class ReactorGroupTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private static Factory nothing(Reactor reactor) {
    return Factory.of(Greeter::new);
  }

  private static void await(CompletionStage<?> stage) throws Exception {
    stage.toCompletableFuture().get();
  }

  private static Throwable failureOf(CompletionStage<?> stage) throws InterruptedException {
    try {
      stage.toCompletableFuture().get();
      throw new AssertionError("it did not fail");
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  @Test
  void eachReactorHasAThreadOfItsOwn() throws Exception {
    ReactorGroup group = ReactorGroup.create(3);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Set<Loop> loops = ConcurrentHashMap.newKeySet();
    group.each(reactor -> {
      threads.add(Thread.currentThread());
      assertThat(Reactors.installed()).isSameAs(reactor);
      loops.add(reactor);
    });
    await(group.start());
    assertThat(threads).hasSize(3);
    assertThat(loops).hasSize(3).hasSameElementsAs(group.reactors());
    await(group.stop());
  }

  @Test
  void eachGoesToTheThreadsWhileItRuns() throws Exception {
    ReactorGroup group = ReactorGroup.create(2);
    await(group.start());
    var called = new CountDownLatch(2);
    group.each(reactor -> {
      assertThat(reactor.inLoop()).isTrue();
      called.countDown();
    });
    called.await();
    await(group.stop());
  }

  @Test
  void runReturnsWhenOneOfThemIsStopped() {
    ReactorGroup group = ReactorGroup.create(3);
    group.reactors().get(1).callWhenRunning(() -> group.reactors().get(1).stop());
    group.run();
    assertThat(group.reactors()).noneMatch(Reactor::running);
  }

  @Test
  void runReturnsWhenTheGroupIsStoppedOnOneOfItsThreads() {
    ReactorGroup group = ReactorGroup.create(2);
    group.each(reactor -> group.stop());
    group.run();
    assertThat(group.reactors()).noneMatch(Reactor::running);
  }

  @Test
  void anInterruptOfWhoWaitsStopsIt() throws Exception {
    ReactorGroup group = ReactorGroup.create(2);
    var started = new CountDownLatch(2);
    group.each(reactor -> started.countDown());
    var interrupted =
        new FutureTask<>(() -> {
          group.run();
          return Thread.interrupted();
        });
    Thread waiting = Thread.ofPlatform().start(interrupted);
    started.await();
    waiting.interrupt();
    assertThat(interrupted.get()).isTrue();
  }

  @Test
  void stoppingTwiceIsStoppingOnce() throws Exception {
    ReactorGroup group = ReactorGroup.create(2);
    await(group.start());
    group.stop();
    await(group.stop());
    await(group.stop());
    await(group.whenEnded());
  }

  @Test
  void itIsNotStoppedBeforeNorStartedTwice() throws Exception {
    ReactorGroup group = ReactorGroup.create(1);
    assertThatExceptionOfType(ReactorNotRunningException.class).isThrownBy(group::stop);
    await(group.start());
    assertThatExceptionOfType(ReactorAlreadyRunningException.class).isThrownBy(group::start);
    await(group.stop());
    assertThatExceptionOfType(ReactorNotRestartableException.class).isThrownBy(group::run);
  }

  @Test
  void aGroupTakesAReactor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReactorGroup.create(0))
        .withMessageContaining("not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReactorGroup.create(2, "nosuch"))
        .withMessageContaining("nosuch");
  }

  @Test
  void aFailingSetUpStopsAllAndIsTold() throws Exception {
    ReactorGroup group = ReactorGroup.create(3);
    Reactor second = group.reactors().get(1);
    group.each(reactor -> {
      if (reactor == second) {
        throw new IllegalArgumentException("no poem");
      }
    });
    assertThatExceptionOfType(ReactorFailedException.class)
        .isThrownBy(group::run)
        .withMessageContaining("reactor 2 of 3 failed")
        .withMessageContaining("no poem")
        .satisfies(e -> assertThat(e.number()).isEqualTo(2));
    assertThat(group.reactors()).noneMatch(Reactor::running);
    assertThat(failureOf(group.whenEnded())).isInstanceOf(ReactorFailedException.class);
  }

  @Test
  void startTellsOfAFailureWhenAllHaveEnded() throws Exception {
    ReactorGroup group = ReactorGroup.create(2);
    group.each(reactor -> {
      throw new IllegalArgumentException("no poem");
    });
    Throwable failure = failureOf(group.start());
    assertThat(failure).isInstanceOf(ReactorFailedException.class);
    assertThat(failure.getCause()).hasMessage("no poem");
    assertThat(group.reactors()).noneMatch(Reactor::running);
  }

  @Test
  void aReactorThatWasRunAlreadyIsAFailureOfTheGroup() {
    ReactorGroup group = ReactorGroup.create(2);
    Reactor first = group.reactors().getFirst();
    first.callWhenRunning(first::stop);
    first.run();
    assertThatExceptionOfType(ReactorFailedException.class)
        .isThrownBy(group::run)
        .withCauseInstanceOf(ReactorNotRestartableException.class)
        .withMessageContaining("reactor 1 of 2");
  }

  @Test
  void aStartThatIsStoppedFails() throws Exception {
    ReactorGroup group = ReactorGroup.create(2);
    Reactor first = group.reactors().getFirst();
    var never = new CountDownLatch(1);
    // It stops before it has told that it runs.
    first.callWhenRunning(first::stop);
    group
        .reactors()
        .get(1)
        .callWhenRunning(() -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    var stopped = new CountDownLatch(1);
    first.addSystemEventTrigger(Phase.AFTER, SystemEvent.SHUTDOWN, stopped::countDown);
    var started = group.start();
    stopped.await();
    never.countDown();
    assertThat(failureOf(started)).isInstanceOf(ReactorNotRunningException.class);
    await(group.whenEnded());
  }

  @Test
  void runRefusesToBlockAReactor() {
    ReactorGroup outer = ReactorGroup.create(1);
    ReactorGroup inner = ReactorGroup.create(1);
    List<Throwable> thrown = new ArrayList<>();
    outer.each(reactor -> {
      try {
        inner.run();
      } catch (IllegalStateException e) {
        thrown.add(e);
      }
      reactor.stop();
    });
    outer.run();
    assertThat(thrown).hasSize(1);
  }

  @Test
  void aPortThatIsTakenIsNamedAndNobodyListens() throws Exception {
    try (var taken = new ServerSocket(0, 1, HERE)) {
      ReactorGroup group = ReactorGroup.create(2);
      int port = taken.getLocalPort();
      assertThatThrownBy(
              () -> group.listenTcp(port, ReactorGroupTest::nothing, ListenOptions.LOOPBACK))
          .isInstanceOf(CannotListenException.class)
          .hasMessageContaining("127.0.0.1:" + port);
      assertThat(group.reactors()).allMatch(reactor -> reactor.pending().isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anotherGroupsPortIsTaken(boolean inTurn) {
    ReactorGroup first = ReactorGroup.create(2);
    first.setInTurn(inTurn);
    int port =
        first.listenTcp(0, ReactorGroupTest::nothing, ListenOptions.LOOPBACK).getHost().port();
    ReactorGroup second = ReactorGroup.create(2);
    second.setInTurn(inTurn);
    assertThatExceptionOfType(CannotListenException.class)
        .isThrownBy(
            () -> second.listenTcp(port, ReactorGroupTest::nothing, ListenOptions.LOOPBACK));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFactoryThatThrowsLeavesThePortFree(boolean inTurn) throws Exception {
    ReactorGroup group = ReactorGroup.create(2);
    group.setInTurn(inTurn);
    var calls = new AtomicInteger();
    var port = new AtomicInteger();
    assertThatIllegalStateException()
        .isThrownBy(() ->
            group.listenTcp(
                0,
                reactor -> {
                  if (calls.incrementAndGet() == 2) {
                    port.set(
                        ((TcpPort) group.reactors().getFirst().pending().ports().getFirst())
                            .getHost()
                            .port());
                    throw new IllegalStateException("no factory");
                  }
                  return nothing(reactor);
                },
                ListenOptions.LOOPBACK))
        .withMessage("no factory");
    try (var free = new ServerSocket(port.get(), 1, HERE)) {
      assertThat(free.isBound()).isTrue();
    }
  }

  @Test
  void oneReactorListensOnceOnAPort() {
    ReactorGroup group = ReactorGroup.create(2);
    int port =
        group.listenTcp(0, ReactorGroupTest::nothing, ListenOptions.LOOPBACK).getHost().port();
    assertThatExceptionOfType(CannotListenException.class)
        .isThrownBy(() -> group.listenTcp(port, ReactorGroupTest::nothing, ListenOptions.LOOPBACK))
        .withMessageContaining("listens there already");
  }

  @Test
  void theMethodThatListensIsForBefore() throws Exception {
    ReactorGroup group = ReactorGroup.create(2);
    await(group.start());
    assertThatIllegalStateException()
        .isThrownBy(() -> group.listenTcp(0, ReactorGroupTest::nothing))
        .withMessageContaining("each(");
    await(group.stop());
  }

  @Test
  void aForeignThreadIsRefusedByEachOfItsReactors() throws Exception {
    ReactorGroup group = ReactorGroup.create(2);
    await(group.start());
    var refused = new CountDownLatch(2);
    Reactor first = group.reactors().getFirst();
    Reactor second = group.reactors().get(1);
    first.callFromThread(() -> {
      assertThatIllegalStateException()
          .isThrownBy(second::pending)
          .withMessageContaining("twine-reactor-1")
          .withMessageContaining("twine-reactor-2");
      refused.countDown();
    });
    assertThatIllegalStateException().isThrownBy(first::pending);
    refused.countDown();
    refused.await();
    await(group.stop());
  }

  @Test
  void twoGroupsLiveBesideEachOther() throws Exception {
    ReactorGroup one = ReactorGroup.create(2);
    ReactorGroup other = ReactorGroup.create(2);
    GroupPort onePort = one.listenTcp(0, ReactorGroupTest::nothing, ListenOptions.LOOPBACK);
    GroupPort otherPort = other.listenTcp(0, ReactorGroupTest::nothing, ListenOptions.LOOPBACK);
    await(one.start());
    await(other.start());
    await(one.stop());
    assertThat(Greeter.greeting(otherPort.getHost())).isEqualTo(Greeter.GREETING);
    assertThat(other.reactors()).allMatch(Reactor::running);
    assertThat(onePort.getHost()).isNotEqualTo(otherPort.getHost());
    await(other.stop());
  }

  /** Says something, and closes. */
  static final class Greeter extends Protocol {
    static final String GREETING = "Good day.";

    static String greeting(TcpAddress server) throws IOException {
      try (var socket = new Socket(server.host(), server.port())) {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
      }
    }

    @Override
    public void connectionMade() {
      transport().write(GREETING.getBytes(UTF_8));
      transport().loseConnection();
    }
  }
}
