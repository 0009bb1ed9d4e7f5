package twine.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Time, threads and chance come only through the reactor: that is what lets a whole program run in
 * a simulation, on virtual time and from one seed.
 */
final class TimeAndChanceTest {
  /** Drivers are where real time and real threads come in. */
  private static final Set<String> DRIVERS =
      Set.of("twine.nio", "twine.linux.reactor", "twine.testing", "twine.testing.simulation");

  /** Here other threads are played, to see what a reactor does about them, and data is made up. */
  private static final Set<String> CONTRACTS = Set.of("twine.testing.contract");

  /** Other classes with a reason. Whoever adds one says here why. */
  private static final Set<String> EXCEPTIONS =
      Set.of(
          // What drivers of the real world have in common.
          "twine.reactor.spi.SystemDriver",
          // What runs at the exit of the process can only be handed to the JVM as a thread.
          "twine.defer.UnhandledFailures",
          "twine.reactor.spi.Signals",
          // Who wants to use several cores wants several threads.
          "twine.reactor.group.Member",
          "twine.poetry.command.UntilSignal",
          // A coroutine is a virtual thread that takes turns with the loop: which one runs is never
          // up to the JVM, except inside blocking, which says so.
          "twine.coroutine.Beside",
          "twine.coroutine.CarriedFiber",
          "twine.coroutine.HandedOverFiber",
          // Somebody beside the loop has to notice that the loop does not go on.
          "twine.trial.engine.Watchdog",
          // Who reads a log wants to know the time of day. In a simulation it has the simulation's.
          "twine.app.log.Moment",
          // Real tests take real time, and people want to know how much.
          "twine.trial.command.Stopwatch",
          // What is said at the end of the process can only be handed to the JVM as a thread.
          "twine.trial.command.ExitGuard",
          // Tests that run at the same time do so in processes, and somebody listens to each.
          "twine.trial.command.Worker",
          "twine.trial.command.Workers",
          // Part 2 shows what programs are like that have no reactor.
          "twine.poetry.part2.SlowServer",
          "twine.poetry.part2.BlockingClient",
          "twine.poetry.part2.AsyncClient",
          // It makes chance out of a seed, which is to repeat a run.
          "twine.poetry.part10.Mood",
          // The build runs it, no program: blocking clients need a server on another thread.
          "twine.poetry.Training");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.lang.Thread.sleep",
          "java.util.concurrent.TimeUnit.sleep",
          "java.lang.Math.random");

  /** Classes of the JDK whose constructors and static methods are the way to threads and chance. */
  private static final Set<String> SOURCES =
      Stream.of(
              Thread.class,
              Executors.class,
              ForkJoinPool.class,
              Timer.class,
              Clock.class,
              Random.class,
              SecureRandom.class,
              SplittableRandom.class,
              RandomGenerator.class,
              RandomGeneratorFactory.class,
              ThreadLocalRandom.class,
              UUID.class)
          .map(Class::getName)
          .collect(Collectors.toSet());

  /** Their static methods that start nothing and draw nothing. */
  private static final Set<String> HARMLESS =
      Set.of("currentThread", "interrupted", "onSpinWait", "holdsLock", "fromString");

  @Test
  void nobodyButTheDriversReadsAClockStartsAThreadOrDraws() {
    List<String> accesses =
        Classes.ALL.stream()
            .filter(type -> !isAllowed(type))
            .flatMap(type -> type.getAccessesFromSelf().stream())
            .filter(access -> isForbidden(access.getTarget()))
            .map(JavaAccess::getDescription)
            .toList();
    assertThat(accesses).as("time, threads or chance beside the reactor").isEmpty();
  }

  private static boolean isAllowed(JavaClass type) {
    return DRIVERS.contains(type.getPackageName())
        || CONTRACTS.contains(type.getPackageName())
        || EXCEPTIONS.contains(type.getName().replaceFirst("\\$.*", ""));
  }

  private static boolean isForbidden(AccessTarget target) {
    String owner = target.getOwner().getName();
    String name = target.getName();
    if (SOURCES.contains(owner)) {
      return isStaticOrConstructor(target) && !HARMLESS.contains(name);
    }
    boolean saysNow = owner.startsWith("java.time.") && name.equals("now");
    return saysNow || CLOCKS.contains(owner + "." + name);
  }

  private static boolean isStaticOrConstructor(AccessTarget target) {
    return target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
        || target
            .resolveMember()
            .filter(member -> member.getModifiers().contains(JavaModifier.STATIC))
            .isPresent();
  }
}
