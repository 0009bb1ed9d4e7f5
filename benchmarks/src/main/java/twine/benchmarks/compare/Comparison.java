package twine.benchmarks.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import twine.benchmarks.contestant.Contestant;
import twine.benchmarks.contestant.ServerProcess;
import twine.benchmarks.load.Load;
import twine.benchmarks.load.Scenario;
import twine.benchmarks.machine.Console;
import twine.benchmarks.report.BarChart;
import twine.benchmarks.report.Statistics;
import twine.benchmarks.report.Table;

/**
 * One scenario, played by all servers in turn.
 *
 * <p>All servers run all the time; those whose turn it is not are idle. In each round they have
 * several turns, in random order. The yardstick has one before and after every few others, and each
 * figure is divided by the mean of these two.
 */
final class Comparison {
  /** So many servers have their turns between two of the yardstick. */
  private static final int BETWEEN_YARDSTICKS = 4;

  private static final Duration SYSTEM_CALLS = Duration.ofSeconds(1);

  private final Scenario scenario;
  private final List<Contestant> contestants;
  private final Plan plan;
  private final Load load;
  private final Random random = new Random(1);
  private final Map<Contestant, Figures> figures = new EnumMap<>(Contestant.class);

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
    this.load = plan.byWrk() ? Load.ofWrk(scenario) : Load.of(scenario);
  }

  /** Makes one server warm. */
  void warmUp(ServerProcess server) {
    Console.say("%s: warming %s up".formatted(scenario, server.contestant()));
    load.run(server.address(), plan.warmUp());
  }

  /** Measures servers that are warm. */
  void play(int launch, List<ServerProcess> servers) {
    try (Turns all = new Turns(servers)) {
      for (int round = 1; round <= plan.rounds(); round++) {
        Console.say(
            "%s: launch %d of %d, round %d of %d"
                .formatted(scenario, launch, plan.launches(), round, plan.rounds()));
        for (int i = 0; i < load.turns(); i++) {
          all.play();
        }
      }
    }
    if (plan.systemCalls() && launch == plan.launches()) {
      for (ServerProcess server : servers) {
        seen(server.contestant()).systemCalls = SystemCalls.perAnswer(server, load, SYSTEM_CALLS);
      }
    }
  }

  /** One turn of each server, over and over. */
  private final class Turns implements AutoCloseable {
    private final ServerProcess yardstick;
    private final List<ServerProcess> others;
    private final Map<ServerProcess, Load.Session> resting = new HashMap<>();
    private double before;

    Turns(List<ServerProcess> servers) {
      this.yardstick = servers.getFirst();
      this.others = new ArrayList<>(servers.subList(1, servers.size()));
      this.before = playTurn(yardstick);
    }

    /** Lets each have a turn, the yardstick too if it is alone. */
    void play() {
      Collections.shuffle(others, random);
      int played = 0;
      do {
        int next = Math.min(played + BETWEEN_YARDSTICKS, others.size());
        play(others.subList(played, next));
        played = next;
      } while (played < others.size());
    }

    private void play(List<ServerProcess> some) {
      Map<Contestant, Double> cpu = new EnumMap<>(Contestant.class);
      for (ServerProcess server : some) {
        cpu.put(server.contestant(), playTurn(server));
      }
      double after = playTurn(yardstick);
      double unit = (before + after) / 2;
      seen(yardstick.contestant()).ratios.addAll(List.of(before / unit, after / unit));
      cpu.forEach((contestant, micros) -> seen(contestant).ratios.add(micros / unit));
      before = after;
    }

    /** Loads one server for one turn and returns its CPU time per answer, in microseconds. */
    private double playTurn(ServerProcess server) {
      if (load.rests()) {
        return measure(server, resting.computeIfAbsent(server, each -> load.open(each.address())));
      }
      try (Load.Session session = load.open(server.address())) {
        return measure(server, session);
      }
    }

    @Override
    public void close() {
      resting.values().forEach(Load.Session::close);
    }
  }

  private double measure(ServerProcess server, Load.Session session) {
    Turn turn = Turn.play(server, session, load.turn());
    Figures seen = seen(server.contestant());
    seen.cpuMicros.add(turn.cpuMicros());
    seen.answersPerSecond.add(turn.perSecond());
    seen.waited.add(turn.waited());
    return turn.cpuMicros();
  }

  private Figures seen(Contestant contestant) {
    return figures.computeIfAbsent(contestant, missing -> new Figures());
  }

  /** The section of Markdown that tells the outcome. */
  String section() {
    Contestant yardstick = contestants.getFirst();
    List<String> headings =
        new ArrayList<>(
            List.of(
                "server",
                "CPU µs per " + scenario.unit(),
                "ratio to " + yardstick.label(),
                "95 % confidence",
                scenario.units() + " per second"));
    if (plan.systemCalls()) {
      headings.add("system calls per " + scenario.unit());
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (Contestant contestant : contestants) {
      table.row(row(contestant, contestant == yardstick).toArray(String[]::new));
    }
    return "### %s\n\n%s\n%s\n\n".formatted(scenario.title(), table, footnote());
  }

  private List<String> row(Contestant contestant, boolean isYardstick) {
    Figures seen = seen(contestant);
    Statistics ratio = Statistics.of(seen.ratios);
    List<String> row = new ArrayList<>();
    row.add(contestant.label());
    row.add(Table.figure(Statistics.of(seen.cpuMicros).median(), 2));
    row.add(isYardstick ? "1" : Table.figure(ratio.median(), 3));
    row.add(ratio.interval(3));
    row.add(Table.figure(Statistics.of(seen.answersPerSecond).median(), 0));
    if (plan.systemCalls()) {
      row.add(seen.systemCalls.isEmpty() ? "–" : Table.figure(seen.systemCalls.getAsDouble(), 2));
    }
    return row;
  }

  /** The ratios as a chart. */
  BarChart chart() {
    List<BarChart.Bar> bars = new ArrayList<>();
    for (Contestant contestant : contestants) {
      Statistics ratio = Statistics.of(seen(contestant).ratios);
      bars.add(new BarChart.Bar(contestant.label(), ratio.median(), ratio.low(), ratio.high()));
    }
    return new BarChart(scenario.title(), bars);
  }

  private String footnote() {
    double waited =
        figures.values().stream()
            .mapToDouble(seen -> Statistics.of(seen.waited).median())
            .max()
            .orElse(0);
    int count = plan.rounds() * load.turns();
    return ("Load by %s; %s%s for each server, after %d s of warm-up by each load. A server could"
            + " have run but found its processor taken for %s %% of the time at most (median): by"
            + " other programs, so the less the better.")
        .formatted(
            load.madeBy(),
            (plan.launches() > 1 ? plan.launches() + " × " : "") + count + " turns",
            load.turn().isZero() ? "" : " of " + load.turn().toMillis() + " ms",
            plan.warmUp().toSeconds(),
            Table.figure(100 * waited, 1));
  }
}
