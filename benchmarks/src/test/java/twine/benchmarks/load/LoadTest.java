package twine.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
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
  void requestsAreCountedByTheBatchAndItsConnectionsStayOpenBetweenRuns() {
    try (ServerProcess server = ServerProcess.start(Contestant.NIO, Work.REQUESTS);
        Load.Session session = new RequestLoad(4, 3).open(server.address())) {
      CpuTime before = server.cpuTime();
      assertThat(session.run(Duration.ZERO)).isEqualTo(4 * 3);
      assertThat(session.run(Duration.ofMillis(20)) % 3).isZero();
      assertThat(server.cpuTime().since(before).runNanos()).isPositive();
    }
  }

  @Test
  void aServerThatClosesAConnectionOfRequestsIsNamed() {
    try (ServerProcess server = ServerProcess.start(Contestant.NIO, Work.POEM);
        Load.Session session = new RequestLoad(1, 100).open(server.address())) {
      assertThatThrownBy(() -> session.run(Duration.ZERO))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the load on " + server.address() + " failed");
    }
  }

  @Test
  void poemsThatWereBegunInTimeAreReadToTheirEnd() {
    try (ServerProcess server = ServerProcess.start(Contestant.NIO, Work.POEM)) {
      assertThat(new PoemLoad(4).run(server.address(), Duration.ZERO)).isEqualTo(4);
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
}
