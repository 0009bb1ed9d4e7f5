package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.poetry.command.PoemFile;
import twine.poetry.part11.SlowPoetryFactory;
import twine.testing.simulation.Host;
import twine.testing.simulation.Link;
import twine.testing.simulation.Simulation;

/**
 * Part 2's three poems, its paces, and its question: how long do they take one after another, and
 * how long at the same time? In virtual time, so to the nanosecond, with the programs themselves.
 */
final class SimulatedClientsTest {
  private static final int PORT = 10_000;
  private static final Duration PACE = Duration.ofMillis(100);

  // How many portions, each with its pause, and the way there and back.
  private static final Duration ECSTASY = Duration.ofMillis(101 * 100 + 20);
  private static final Duration FASCINATION = Duration.ofMillis(63 * 100 + 20);
  private static final Duration SCIENCE = Duration.ofMillis(66 * 100 + 20);

  private final Simulation sim =
      new Simulation(23)
          .link(Link.DEFAULT.withLatency(Duration.ofMillis(10)).withJitter(Duration.ZERO));
  private final List<String> servers =
      List.of(
          serve("john", Poems.ECSTASY, 30),
          serve("william", Poems.FASCINATION, 10),
          serve("edgar", Poems.SCIENCE, 10));

  @AfterEach
  void close() {
    sim.close();
  }

  private String serve(String name, String poem, int numBytes) {
    PoemFile file = PoemFile.read(Started.root().resolve(poem).toString());
    Host host = sim.host(name);
    host.start(reactor ->
        reactor.listenTcp(PORT, new SlowPoetryFactory(reactor, file.poem(), numBytes, PACE)));
    return host.address().getHostAddress() + ":" + PORT;
  }

  private Ended poetry(String program, List<String> addresses) throws Exception {
    String[] arguments = addresses.toArray(new String[addresses.size() + 1]);
    System.arraycopy(arguments, 0, arguments, 1, addresses.size());
    arguments[0] = program;
    Ended ended = sim.call(() -> InProcess.run(arguments));
    assertThat(ended.status()).as(ended.errors()).isZero();
    return ended;
  }

  @Test
  @Tag("P2.4")
  @Tag("P5.11")
  void allAtOnceThePoemsTakeAsLongAsTheLongest() throws Exception {
    Ended ended = poetry("client-2", servers);
    List<String> lines = ended.lines();
    assertThat(lines.subList(0, servers.size()))
        .as("all of them begin before the first is complete")
        .extracting(line -> line.replaceFirst(".* from ", ""))
        .containsExactlyInAnyOrderElementsOf(servers);
    assertThat(lines.getLast()).isEqualTo("Got 3 poems in 0:00:10.120000");
    assertThat(lines.subList(lines.size() - 4, lines.size() - 1))
        .extracting(line -> line.replaceFirst("Task [123]: ", ""))
        .containsExactlyInAnyOrder(
            "3003 bytes of poetry", "623 bytes of poetry", "653 bytes of poetry");
    assertThat(sim.now()).isEqualTo(ECSTASY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-2-simple", "client-3", "client-3.1", "client-4"})
  @Tag("P5.12")
  @Tag("P6.1")
  @Tag("P6.2")
  @Tag("P8.1")
  void thePoemsComeInTheOrderInWhichTheyAreCompleteAndWhole(String client) throws Exception {
    Ended ended = poetry(client, servers);
    assertThat(ended.bytes())
        .isEqualTo(Poems.printed(List.of(Poems.FASCINATION, Poems.SCIENCE, Poems.ECSTASY)));
    assertThat(ended.errors()).isEmpty();
    assertThat(sim.now()).isEqualTo(ECSTASY);
  }

  @Test
  @Tag("P2.3")
  void oneAfterAnotherThePoemsTakeTheSum() throws Exception {
    List<Duration> ends = new ArrayList<>();
    for (String server : servers) {
      poetry("client-4", List.of(server));
      ends.add(sim.now());
    }
    assertThat(ends)
        .containsExactly(
            ECSTASY, ECSTASY.plus(FASCINATION), ECSTASY.plus(FASCINATION).plus(SCIENCE));
    assertThat(sim.now()).isEqualTo(Duration.ofMillis(23_060));
  }

  @Test
  @Tag("P2.8")
  void aFasterServerShortensTheSumButNotTheLongest() throws Exception {
    String faster = serve("rainer", Poems.SCIENCE, 50);
    poetry("client-4", List.of(servers.getFirst(), faster));
    assertThat(sim.now()).isEqualTo(ECSTASY);
    poetry("client-4", List.of(faster));
    assertThat(sim.now()).isEqualTo(ECSTASY.plusMillis(14 * 100 + 20));
  }
}
