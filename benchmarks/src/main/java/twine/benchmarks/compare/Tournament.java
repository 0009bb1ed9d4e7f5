package twine.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import twine.benchmarks.contestant.Contestant;
import twine.benchmarks.contestant.ServerProcess;
import twine.benchmarks.load.Scenario;
import twine.benchmarks.servers.Work;

/**
 * Several scenarios. All that ask for the same work are played by the same processes, which have
 * been warmed up by each of them before. The servers may be launched several times, because a JVM
 * compiles the same program a little differently each time.
 */
final class Tournament {
  private final List<Contestant> contestants;
  private final Plan plan;

  /** A tournament of these servers, of which the first is the yardstick. */
  Tournament(List<Contestant> contestants, Plan plan) {
    this.contestants = contestants;
    this.plan = plan;
  }

  /** Plays the scenarios, and returns what was seen in each, in their order. */
  List<Comparison> play(List<Scenario> scenarios) {
    Map<Scenario, Comparison> comparisons = new LinkedHashMap<>();
    Map<Work, List<Comparison>> byWork = new LinkedHashMap<>();
    for (Scenario scenario : scenarios) {
      Comparison comparison =
          comparisons.computeIfAbsent(scenario, s -> new Comparison(s, contestants, plan));
      byWork.computeIfAbsent(scenario.work(), work -> new ArrayList<>()).add(comparison);
    }
    byWork.forEach(this::launchAndPlay);
    return List.copyOf(comparisons.values());
  }

  private void launchAndPlay(Work work, List<Comparison> comparisons) {
    for (int launch = 1; launch <= plan.launches(); launch++) {
      List<ServerProcess> servers = new ArrayList<>();
      try {
        for (Contestant contestant : contestants) {
          servers.add(ServerProcess.start(contestant, work));
        }
        warmUp(servers, comparisons);
        for (Comparison comparison : comparisons) {
          comparison.play(launch, servers);
        }
      } finally {
        servers.forEach(ServerProcess::close);
      }
    }
  }

  private void warmUp(List<ServerProcess> servers, List<Comparison> comparisons) {
    for (ServerProcess server : servers) {
      for (Comparison comparison : comparisons) {
        comparison.warmUp(server);
      }
    }
  }
}
