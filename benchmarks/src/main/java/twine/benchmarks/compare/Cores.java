package twine.benchmarks.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twine.benchmarks.contestant.Contestant;
import twine.benchmarks.contestant.JvmProgram;
import twine.benchmarks.contestant.ServerProcess;
import twine.benchmarks.load.Load;
import twine.benchmarks.load.Scenario;
import twine.benchmarks.machine.Console;
import twine.benchmarks.report.Statistics;
import twine.benchmarks.report.Table;
import twine.benchmarks.servers.Work;

/** How much more a group of reactors does than a single one, under the same load, in turn. */
final class Cores {
  private static final Scenario SCENARIO = new Scenario(Work.REQUESTS, 64, 1);
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration TURN = Duration.ofMillis(500);

  private final int reactors;
  private final int steps;
  private final int rounds;
  private final Load load = Load.of(SCENARIO);

  /** So many reactors, which compute so much for each answer, beside one that does. */
  Cores(int reactors, int steps, int rounds) {
    this.reactors = reactors;
    this.steps = steps;
    this.rounds = rounds;
  }

  /** What was seen of one server. */
  private static final class Seen {
    final List<Double> perSecond = new ArrayList<>();
    final List<Double> cpuMicros = new ArrayList<>();
  }

  /** Measures, and returns the section of Markdown that tells the outcome. */
  String run() {
    Table table =
        new Table(
            "reactors",
            "requests per second",
            "times one reactor's",
            "95 % confidence",
            "CPU µs per request");
    for (Contestant kind : List.of(Contestant.TWINE, Contestant.TWINE_EPOLL)) {
      if (kind.program().obstacle().isEmpty()) {
        compare(kind, table);
      }
    }
    return """
    ### One reactor, and one for each processor

    %s
    Requests on %d connections by this program, each answered after %,d steps of computing; %d turns \
    of %d ms for each, after %d s of warm-up. Nobody has a processor to himself here.

    """
        .formatted(
            table, SCENARIO.connections(), steps, rounds, TURN.toMillis(), WARM_UP.toSeconds());
  }

  private void compare(Contestant kind, Table table) {
    Console.say("cores: " + kind);
    Seen single = new Seen();
    Seen group = new Seen();
    List<Double> ratios = new ArrayList<>();
    try (ServerProcess alone = start(kind, 1);
        ServerProcess together = start(kind, reactors);
        Load.Session first = load.open(alone.address());
        Load.Session second = load.open(together.address())) {
      first.run(WARM_UP);
      second.run(WARM_UP);
      for (int i = 0; i < rounds; i++) {
        double before = play(alone, first, single);
        ratios.add(play(together, second, group) / before);
      }
    }
    Statistics ratio = Statistics.of(ratios);
    row(table, kind.label() + ", one", single, "1", "–");
    row(
        table,
        kind.label() + ", " + reactors,
        group,
        Table.figure(ratio.median(), 2),
        ratio.interval(2));
  }

  private ServerProcess start(Contestant kind, int count) {
    JvmProgram twine = (JvmProgram) kind.program();
    List<String> arguments = List.of(Integer.toString(count), Integer.toString(steps));
    return ServerProcess.startAnywhere(
        kind,
        new JvmProgram(
            "GroupServer", twine.options(), arguments, Optional::empty, Optional::empty));
  }

  private static double play(ServerProcess server, Load.Session session, Seen seen) {
    Turn turn = Turn.play(server, session, TURN);
    seen.perSecond.add(turn.perSecond());
    seen.cpuMicros.add(turn.cpuMicros());
    return turn.perSecond();
  }

  private static void row(Table table, String name, Seen seen, String ratio, String interval) {
    table.row(
        name,
        Table.figure(Statistics.of(seen.perSecond).median(), 0),
        ratio,
        interval,
        Table.figure(Statistics.of(seen.cpuMicros).median(), 1));
  }
}
