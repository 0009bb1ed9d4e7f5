package twine.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the seed decides, and what it does not. */
@Timeout(60)
final class RepeatTest {
  private static final int PORT = 10_000;

  /** A run with a bit of everything; gives its digest. */
  static String digest(long seed) {
    try (Simulation sim = new Simulation(seed)) {
      Host server = sim.host("server");
      Talk.echo(server, PORT);
      sim.faults()
          .losses(0.05)
          .resets(0.01)
          .shortReadsAndWrites(0.3)
          .crash(server, Duration.ofSeconds(4))
          .restart(server, Duration.ofSeconds(6));
      sim.hosts("client", 10).forEach(RepeatTest::chat);
      sim.runFor(Duration.ofSeconds(20));
      return sim.digest();
    }
  }

  /** Says something now and then, and connects again when the connection is lost. */
  private static void chat(Host client) {
    Talk end = Talk.connect(client, "server", PORT);
    end.made
        .onResult(
            made -> client.reactor().callLater(Duration.ofSeconds(1), () -> chatOn(client, made)))
        .handle(failure -> client.reactor().callLater(Duration.ofSeconds(1), () -> chat(client)));
    end.lost.onResult(
        reason -> client.reactor().callLater(Duration.ofSeconds(1), () -> chat(client)));
  }

  private static void chatOn(Host client, Talk end) {
    if (end.connected()) {
      end.say("x".repeat(client.reactor().random().nextInt(1, 500)));
      client.reactor().callLater(Duration.ofMillis(100), () -> chatOn(client, end));
    }
  }

  /** Run in another JVM. */
  static final class Elsewhere {
    private Elsewhere() {}

    public static void main(String... arguments) {
      System.out.print(digest(Long.parseLong(arguments[0])));
    }
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    assertThat(digest(42)).isEqualTo(digest(42));
  }

  @Test
  void theSameSeedGivesTheSameRunInAnotherJvm() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=0", // so that nothing depends on identity hash codes either
                "-cp",
                System.getProperty("java.class.path"),
                Elsewhere.class.getName(),
                "42")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String digest = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(other.waitFor()).isZero();
    assertThat(digest).isEqualTo(digest(42));
  }

  @Test
  void otherSeedsGiveOtherRuns() {
    List<String> digests = LongStream.range(0, 20).mapToObj(RepeatTest::digest).toList();
    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void hostsWithSomethingToDoAtTheSameMomentGoInEveryOrder() {
    Set<List<String>> orders = new HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      try (Simulation sim = new Simulation(seed)) {
        List<String> order = new ArrayList<>();
        sim.hosts("host", 3)
            .forEach(host ->
                host.reactor().callLater(Duration.ofSeconds(1), () -> order.add(host.name())));
        sim.run();
        orders.add(order);
      }
    }
    assertThat(orders).hasSize(6);
  }

  @Test
  void theTimersOfOneReactorKeepTheirOrder() {
    for (long seed = 0; seed < 50; seed++) {
      try (Simulation sim = new Simulation(seed)) {
        List<Integer> order = new ArrayList<>();
        Host host = sim.host("host");
        IntStream.range(0, 20)
            .forEach(i -> host.reactor().callLater(Duration.ofSeconds(1), () -> order.add(i)));
        sim.run();
        assertThat(order).isSorted().hasSize(20);
      }
    }
  }

  @Test
  void aReactorsChanceComesFromTheSeed() {
    Set<Long> drawn = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      try (Simulation one = new Simulation(seed);
          Simulation same = new Simulation(seed)) {
        long first = one.host("a").reactor().random().nextLong();
        assertThat(same.host("a").reactor().random().nextLong()).isEqualTo(first);
        drawn.add(first);
      }
    }
    assertThat(drawn).hasSize(10);
  }
}
