package twine.protocols.policies;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import twine.net.Factory;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.testing.MemoryOptions;
import twine.testing.MemoryReactors;
import twine.testing.contract.Ability;
import twine.testing.contract.Check;
import twine.testing.contract.ReactorContract;
import twine.testing.contract.ReactorFixture;

/**
 * A wrapped protocol is promised what every protocol is promised: the reactors' own contract, on
 * reactors that put a wrapper around each factory they are given.
 */
final class WrappedContractTest {
  private static final long SEED = 7;

  /** A rule, or several, around a factory. */
  private interface Rules extends BiFunction<Reactor, Factory, WrappingFactory> {}

  private static Reactor wrapping(Reactor reactor, Rules rules) {
    return (Reactor)
        Proxy.newProxyInstance(
            Reactor.class.getClassLoader(),
            new Class<?>[] {Reactor.class},
            (proxy, method, arguments) -> invoke(reactor, rules, method, arguments));
  }

  private static Object invoke(Reactor reactor, Rules rules, Method method, Object[] arguments)
      throws Throwable {
    Object[] given = arguments;
    if (arguments != null) {
      given =
          Arrays.stream(arguments)
              .map(each -> each instanceof Factory factory ? rules.apply(reactor, factory) : each)
              .toArray();
    }
    try {
      return method.invoke(reactor, given);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static ReactorFixture memory(MemoryOptions options, Rules rules) {
    return ReactorFixture.of(() -> wrapping(MemoryReactors.create(options), rules))
        .without(Ability.CHANNELS)
        .without(Ability.WORKERS);
  }

  private static Stream<DynamicTest> transports(ReactorFixture fixture) {
    return tests(
        Stream.of(
            ReactorContract.streams(fixture),
            ReactorContract.closing(fixture),
            ReactorContract.halfClosing(fixture),
            ReactorContract.flow(fixture)));
  }

  private static Stream<DynamicTest> factories(ReactorFixture fixture) {
    return tests(
        Stream.of(
            ReactorContract.connecting(fixture),
            ReactorContract.ports(fixture),
            ReactorContract.stopping(fixture)));
  }

  private static Stream<DynamicTest> tests(Stream<List<Check>> themes) {
    return themes
        .flatMap(List::stream)
        .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
  }

  private static WrappingFactory bare(Reactor reactor, Factory factory) {
    return new WrappingFactory(factory);
  }

  /** Rules with nothing to object to. */
  private static WrappingFactory generous(Reactor reactor, Factory factory) {
    ThrottlingFactory throttled = new ThrottlingFactory(reactor, factory);
    throttled.setReadLimit(Integer.MAX_VALUE);
    throttled.setWriteLimit(Integer.MAX_VALUE);
    Factory timed = new TimeoutFactory(reactor, Duration.ofHours(1), throttled);
    Factory byPeer = new LimitConnectionsByPeer(10_000, timed);
    return new LimitTotalConnectionsFactory(10_000, byPeer);
  }

  private static WrappingFactory logged(Reactor reactor, Factory factory) {
    return new TrafficLoggingFactory(reactor, line -> {}, generous(reactor, factory));
  }

  /** Rates so low that nearly everything waits, and so high that a check ends all the same. */
  private static WrappingFactory slow(Reactor reactor, Factory factory) {
    ThrottlingFactory throttled = new ThrottlingFactory(reactor, factory);
    throttled.setReadLimit(200_000);
    throttled.setWriteLimit(100_000);
    return throttled;
  }

  @TestFactory
  Stream<DynamicTest> factoriesInMemory() {
    return factories(memory(MemoryOptions.DEFAULT, WrappedContractTest::logged));
  }

  @TestFactory
  Stream<DynamicTest> transportsOfABareWrapperInMemory() {
    return transports(memory(MemoryOptions.DEFAULT, WrappedContractTest::bare).withBulk(500_000));
  }

  @TestFactory
  Stream<DynamicTest> transportsUnderAllRulesInMemoryCutAtRandom() {
    MemoryOptions options =
        MemoryOptions.DEFAULT
            .withSeed(SEED)
            .withMaxChunk(5_000)
            .withRandomChunks(true)
            .withBufferSize(1_000);
    return transports(
        memory(options, WrappedContractTest::logged).withBulk(100_000).withSeed(SEED));
  }

  @TestFactory
  Stream<DynamicTest> transportsUnderASlowThrottleInMemory() {
    return transports(memory(MemoryOptions.DEFAULT, WrappedContractTest::slow).withBulk(500_000));
  }

  @TestFactory
  Stream<DynamicTest> transportsOverSockets() {
    return transports(
        ReactorFixture.of(() -> wrapping(Reactors.create("nio"), WrappedContractTest::generous)));
  }
}
