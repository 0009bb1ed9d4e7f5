package twine.benchmarks.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import twine.benchmarks.contestant.Contestant;
import twine.benchmarks.contestant.ServerProcess;
import twine.benchmarks.load.Load;
import twine.benchmarks.load.Scenario;
import twine.benchmarks.machine.Console;
import twine.benchmarks.machine.CpuTime;
import twine.benchmarks.machine.CpuTime.Usage;
import twine.benchmarks.report.Statistics;
import twine.benchmarks.report.Table;

/**
 * One scenario, played by all servers in turn.
 *
 * <p>All servers run all the time; those whose turn it is not are idle. A round goes once through
 * them and begins and ends with the yardstick; each figure is divided by the mean of the
 * yardstick's two. From round to round the order shifts by one, so that nobody always follows the
 * same one. The servers may be launched several times, because a JVM compiles the same program a
 * little differently each time.
 */
final class Comparison {
  private final Scenario scenario;
  private final List<Contestant> contestants;
  private final Plan plan;
  private final Load load;
  private final Map<Contestant, Figures> figures = new EnumMap<>(Contestant.class);

  /**
   * How long to measure.
   *
   * @param launches how often to start the servers
   * @param rounds how many rounds to measure after each start
   * @param warmUp how long to load each server before its first round
   * @param turn how long to load a server in each round
   */
  record Plan(int launches, int rounds, Duration warmUp, Duration turn) {}

  /** What was seen of one server, turn by turn. */
  private static final class Figures {
    final List<Double> cpuMicros = new ArrayList<>();
    final List<Double> ratios = new ArrayList<>();
    final List<Double> answersPerSecond = new ArrayList<>();
    final List<Double> waited = new ArrayList<>();
    OptionalDouble systemCalls = OptionalDouble.empty();
  }

  /** A comparison of these servers, of which the first is the yardstick. */
  Comparison(Scenario scenario, List<Contestant> contestants, Plan plan) {
    this.scenario = scenario;
    this.contestants = contestants;
    this.plan = plan;
    this.load = Load.of(scenario);
  }

  /** Measures, and returns the section of Markdown that tells the outcome. */
  String run() {
    for (int launch = 1; launch <= plan.launches; launch++) {
      List<ServerProcess> servers = new ArrayList<>();
      try {
        for (Contestant contestant : contestants) {
          servers.add(ServerProcess.start(contestant, scenario.work()));
        }
        playAll(launch, servers);
      } finally {
        servers.forEach(ServerProcess::close);
      }
    }
    return section();
  }

  private void playAll(int launch, List<ServerProcess> servers) {
    for (ServerProcess server : servers) {
      Console.say("%s: warming %s up".formatted(scenario, server.contestant()));
      load.run(server.address(), plan.warmUp);
    }
    List<ServerProcess> others = new ArrayList<>(servers.subList(1, servers.size()));
    for (int round = 1; round <= plan.rounds; round++) {
      Console.say(
          "%s: launch %d of %d, round %d of %d"
              .formatted(scenario, launch, plan.launches, round, plan.rounds));
      playRound(servers.getFirst(), others);
      Collections.rotate(others, 1);
    }
    if (launch == plan.launches) {
      for (ServerProcess server : servers) {
        seen(server.contestant()).systemCalls =
            SystemCalls.perAnswer(server, load, Duration.ofSeconds(1));
      }
    }
  }

  private void playRound(ServerProcess yardstick, List<ServerProcess> others) {
    double before = playTurn(yardstick);
    Map<Contestant, Double> cpu = new EnumMap<>(Contestant.class);
    for (ServerProcess server : others) {
      cpu.put(server.contestant(), playTurn(server));
    }
    double after = playTurn(yardstick);
    double unit = (before + after) / 2;
    seen(yardstick.contestant()).ratios.addAll(List.of(before / unit, after / unit));
    cpu.forEach((contestant, micros) -> seen(contestant).ratios.add(micros / unit));
  }

  /** Loads one server for one turn and returns its CPU time per answer, in microseconds. */
  private double playTurn(ServerProcess server) {
    CpuTime before;
    CpuTime after;
    long answers;
    double nanos;
    try (Load.Session session = load.open(server.address())) {
      before = server.cpuTime();
      long start = System.nanoTime();
      answers = session.run(plan.turn);
      nanos = System.nanoTime() - start;
      after = server.cpuTime();
    }
    Usage used = after.since(before);
    if (answers == 0) {
      throw new IllegalStateException(server.contestant() + " did nothing");
    }
    Figures seen = seen(server.contestant());
    double cpuMicros = used.runNanos() / 1e3 / answers;
    seen.cpuMicros.add(cpuMicros);
    seen.answersPerSecond.add(answers / nanos * 1e9);
    seen.waited.add(after.since(before, after.busiestSince(before)).waitNanos() / nanos);
    return cpuMicros;
  }

  private Figures seen(Contestant contestant) {
    return figures.computeIfAbsent(contestant, missing -> new Figures());
  }

  private String section() {
    Contestant yardstick = contestants.getFirst();
    Table table =
        new Table(
            "server",
            "CPU µs per " + scenario.unit(),
            "ratio to " + yardstick.label(),
            "middle half of the ratios",
            scenario.unit() + "s per second",
            "system calls per " + scenario.unit());
    for (Contestant contestant : contestants) {
      Figures seen = seen(contestant);
      Statistics ratio = Statistics.of(seen.ratios);
      table.row(
          contestant.label(),
          Table.figure(Statistics.of(seen.cpuMicros).median(), 2),
          contestant == yardstick ? "1" : Table.figure(ratio.median(), 3),
          Table.figure(ratio.low(), 3) + "–" + Table.figure(ratio.high(), 3),
          Table.figure(Statistics.of(seen.answersPerSecond).median(), 0),
          seen.systemCalls.isEmpty() ? "–" : Table.figure(seen.systemCalls.getAsDouble(), 2));
    }
    return "### %s\n\n%s\n%s\n\n".formatted(scenario.title(), table, footnote());
  }

  private String footnote() {
    double waited =
        figures.values().stream()
            .mapToDouble(seen -> Statistics.of(seen.waited).median())
            .max()
            .orElse(0);
    return ("Load by %s; %d × %d rounds, turns of %d s, after %d s of warm-up for each launch. A"
            + " server could have run but found its processor taken for %s %% of the time at most"
            + " (median): by other programs, so the less the better.")
        .formatted(
            load.madeBy(),
            plan.launches,
            plan.rounds,
            plan.turn.toSeconds(),
            plan.warmUp.toSeconds(),
            Table.figure(100 * waited, 1));
  }
}
