package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
 * The clients in the manner of Erlang and Haskell with three slow servers, in virtual time: 66, 63
 * and 101 portions, one each tenth of a second.
 */
final class SimulatedStrangersTest {
  private static final int PORT = 10_000;
  private static final Duration LONGEST = Duration.ofMillis(101 * 100 + 20);

  private final Simulation sim =
      new Simulation(20)
          .link(Link.DEFAULT.withLatency(Duration.ofMillis(10)).withJitter(Duration.ZERO));
  private final List<String> servers =
      new ArrayList<>(
          List.of(
              serve("edgar", Poems.SCIENCE, 10),
              serve("william", Poems.FASCINATION, 10),
              serve("john", Poems.ECSTASY, 30)));

  @AfterEach
  void close() {
    sim.close();
  }

  private String serve(String name, String poem, int numBytes) {
    PoemFile file = PoemFile.read(Started.root().resolve(poem).toString());
    Host host = sim.host(name);
    host.start(reactor ->
        reactor.listenTcp(
            PORT, new SlowPoetryFactory(reactor, file.poem(), numBytes, Duration.ofMillis(100))));
    return host.address().getHostAddress() + ":" + PORT;
  }

  private String nobody() {
    return sim.host("nobody").address().getHostAddress() + ":" + PORT;
  }

  private Ended run(String... options) throws Exception {
    String[] arguments = Stream.concat(Stream.of(options), servers.stream()).toArray(String[]::new);
    Ended ended = sim.call(() -> InProcess.run(arguments));
    assertThat(ended.status()).as(ended.errors()).isZero();
    return ended;
  }

  private static String printed(String... poems) {
    return new String(Poems.printed(List.of(poems)), UTF_8);
  }

  private static List<String> reports(Ended ended) {
    return ended.lines().stream().filter(line -> line.startsWith("Task ")).toList();
  }

  @Test
  @Tag("P20.1")
  void eachErlangProcessTellsOfItsPortionsAndThePoemsComeWhenAllAreDown() throws Exception {
    Ended ended = run("erlang-client");
    assertThat(sim.now()).isEqualTo(LONGEST);
    assertThat(reports(ended)).hasSize(66 + 63 + 101);
    assertThat(ended.lines().getFirst()).matches("Task [123]: got [13]0 bytes of poetry from .*");
    assertThat(ended.output())
        .endsWith("\n" + printed(Poems.FASCINATION, Poems.SCIENCE, Poems.ECSTASY));
  }

  @Test
  @Tag("P20.1")
  void aProcessThatCrashesIsReportedAndTheOthersGoOn() throws Exception {
    servers.add(1, nobody());
    Ended ended = run("erlang-client");
    assertThat(ended.errors().lines())
        .singleElement()
        .asString()
        .startsWith("Error in process 2 with exit value: ")
        .contains(servers.get(1));
    assertThat(ended.output())
        .endsWith("\n" + printed(Poems.FASCINATION, Poems.SCIENCE, Poems.ECSTASY));
  }

  @Test
  @Tag("P20.3")
  void theExercisesAreOptions() throws Exception {
    servers.add(nobody());
    Ended ended = run("erlang-client", "--quiet", "--timings", "--in-order", "--readable");
    assertThat(reports(ended))
        .containsExactly(
            "Task 1: 653 bytes of poetry in 0:00:06.620000",
            "Task 2: 623 bytes of poetry in 0:00:06.320000",
            "Task 3: 3003 bytes of poetry in 0:00:10.120000");
    assertThat(ended.errors()).startsWith("No poem from: " + servers.getLast() + " (");
    assertThat(run("erlang-client", "--quiet", "--in-order").output())
        .isEqualTo(printed(Poems.SCIENCE, Poems.FASCINATION, Poems.ECSTASY));
  }

  @Test
  @Tag("P21.1")
  void theFirstHaskellClientTellsOfLinesAndPrintsAPoemWhenItIsComplete() throws Exception {
    Ended ended = run("haskell-client-1");
    assertThat(sim.now()).isEqualTo(LONGEST);
    assertThat(ended.output()).contains("Task 2: got ").contains(" bytes of poetry from ");
    List<String> lines = ended.lines();
    int lastReport = lines.lastIndexOf(reports(ended).getLast());
    assertThat(lines.subList(0, lastReport))
        .as("a short poem is printed while the long one arrives")
        .containsSubsequence(printed(Poems.FASCINATION).lines().toList());
    int told =
        reports(ended).stream()
            .mapToInt(line -> Integer.parseInt(line.replaceFirst(".*got (\\d+) .*", "$1")))
            .sum();
    assertThat(told).isEqualTo(653 + 623 + 3003);
  }

  @Test
  @Tag("P21.2")
  void theSecondPrintsThemInOrderAndTakesNoLongerForIt() throws Exception {
    Ended ended = run("haskell-client-2");
    assertThat(sim.now()).isEqualTo(LONGEST);
    assertThat(ended.output()).isEqualTo(printed(Poems.SCIENCE, Poems.FASCINATION, Poems.ECSTASY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"haskell-client-1", "haskell-client-2"})
  @Tag("P21.3")
  void aServerThatRefusesDoesNotStopTheRest(String client) throws Exception {
    servers.addFirst(nobody());
    Ended ended = run(client);
    assertThat(ended.errors().lines())
        .singleElement()
        .asString()
        .startsWith("No poem from: " + servers.getFirst() + " (");
    assertThat(ended.lines())
        .containsSubsequence(printed(Poems.SCIENCE).lines().toList())
        .containsSubsequence(printed(Poems.ECSTASY).lines().toList());
  }
}
