package twine.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import twine.benchmarks.contestant.Contestant;
import twine.benchmarks.contestant.ServerProcess;
import twine.benchmarks.machine.CpuTime;
import twine.benchmarks.servers.Work;

/** The loads that this program makes itself, on a server that runs everywhere. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class LoadTest {

  @Test
  void requestsAreCountedByTheBatch() {
    try (ServerProcess server = ServerProcess.start(Contestant.NIO, Work.REQUESTS)) {
      CpuTime before = server.cpuTime();
      assertThat(runUntilSomethingHappened(new RequestLoad(4, 3), server) % 3).isZero();
      assertThat(server.cpuTime().since(before).runNanos()).isPositive();
    }
  }

  @Test
  void poemsAreCountedAtTheirEnd() {
    try (ServerProcess server = ServerProcess.start(Contestant.NIO, Work.POEM)) {
      assertThat(runUntilSomethingHappened(new PoemLoad(4), server)).isPositive();
    }
  }

  @Test
  void streamsAreReadToTheirEndHoweverShortTheTime() {
    try (ServerProcess server = ServerProcess.start(Contestant.NIO, Work.STREAM)) {
      assertThat(new StreamLoad(2).run(server.address(), Duration.ZERO)).isEqualTo(2 * 128);
    }
  }

  @Test
  void eachSlowClientGetsItsBytesOncePerPeriod() {
    try (ServerProcess server = ServerProcess.start(Contestant.NIO, Work.SLOW)) {
      // Two periods; on a busy machine a part of them is late, or comes from before.
      assertThat(new SlowLoad(50).run(server.address(), Duration.ofMillis(1_400)))
          .isBetween(50L, 150L);
    }
  }

  // On a busy machine a short run may end before the first answer; the next one will not.
  private static long runUntilSomethingHappened(Load load, ServerProcess server) {
    long answers;
    do {
      answers = load.run(server.address(), Duration.ofMillis(100));
    } while (answers == 0);
    return answers;
  }
}
