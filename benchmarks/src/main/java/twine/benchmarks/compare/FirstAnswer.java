package twine.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import twine.benchmarks.contestant.Contestant;
import twine.benchmarks.contestant.JvmProgram;
import twine.benchmarks.contestant.Program;
import twine.benchmarks.contestant.ServerProcess;
import twine.benchmarks.load.HeldConnections;
import twine.benchmarks.machine.Console;
import twine.benchmarks.report.Statistics;
import twine.benchmarks.report.Table;

/** From the start of a server's process to its first answer, the servers in turn. */
final class FirstAnswer {
  private static final int UNCOUNTED = 1;
  private static final String WITH_CACHE = ", with a cache";

  private final int runs;

  /** A measurement of so many starts of each server. */
  FirstAnswer(int runs) {
    this.runs = runs;
  }

  /**
   * One start.
   *
   * @param answer when the first answer was there, in milliseconds since the process was started
   * @param cpu what the process had used of all processors by then, in milliseconds
   * @param resident what it held in memory then, in MiB
   */
  private record Start(double answer, double cpu, double resident) {}

  /** What is started: a server, and how it is run this time. */
  private record Candidate(Contestant contestant, Program program) {
    Start startOnce() {
      long begin = System.nanoTime();
      try (ServerProcess server = ServerProcess.startAnywhere(contestant, program)) {
        awaitAnswer(server);
        double answer = (System.nanoTime() - begin) / 1e6;
        return new Start(
            answer,
            server.cpuTime().total().runNanos() / 1e6,
            Memory.residentBytes(server.pid()) / 1024.0 / 1024.0);
      }
    }
  }

  /** Measures, and returns the section of Markdown that tells the outcome. */
  String run(List<Contestant> contestants) {
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    List<Path> caches = new ArrayList<>();
    try {
      for (Contestant contestant : contestants) {
        candidates.put(contestant.label(), new Candidate(contestant, contestant.program()));
        if (contestant.program() instanceof JvmProgram program) {
          Path cache = Files.createTempFile("twine", ".aot");
          caches.add(cache);
          train(contestant, program.writingCache(cache));
          if (Files.size(cache) > 0) {
            candidates.put(
                contestant.label() + WITH_CACHE,
                new Candidate(contestant, program.readingCache(cache)));
          }
        }
      }
      return section(measure(candidates));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a cache", e);
    } finally {
      caches.forEach(cache -> cache.toFile().delete());
    }
  }

  private static void train(Contestant contestant, Program program) {
    Console.say("start: training " + contestant);
    try (ServerProcess server = ServerProcess.startAnywhere(contestant, program)) {
      awaitAnswer(server);
      server.terminate();
    }
  }

  private Map<String, List<Start>> measure(Map<String, Candidate> candidates) {
    Map<String, List<Start>> starts = new LinkedHashMap<>();
    for (int run = -UNCOUNTED; run < runs; run++) {
      Console.say("start: run " + (run + 1) + " of " + runs);
      for (Map.Entry<String, Candidate> candidate : candidates.entrySet()) {
        Start start = candidate.getValue().startOnce();
        if (run >= 0) {
          starts.computeIfAbsent(candidate.getKey(), label -> new ArrayList<>()).add(start);
        }
      }
    }
    return starts;
  }

  private static void awaitAnswer(ServerProcess server) {
    try (HeldConnections one = new HeldConnections(server.address(), 1)) {
      one.open();
    }
  }

  private String section(Map<String, List<Start>> starts) {
    Table table =
        new Table("server", "ms until the first answer", "ms of CPU time", "resident MiB then");
    starts.forEach((label, all) ->
        table.row(
            label,
            median(all, Start::answer),
            median(all, Start::cpu),
            median(all, Start::resident)));
    return ("### From the start of a server to its first answer\n\n%s\nMedians of %d starts in turn,"
            + " from the moment at which the process is started; a client tries to connect every"
            + " millisecond. A cache is what the JDK keeps of a run before this one"
            + " (`-XX:AOTCache`), here of one with one answer.\n\n")
        .formatted(table, runs);
  }

  private static String median(List<Start> all, Function<Start, Double> moment) {
    return Table.figure(Statistics.of(all.stream().map(moment).toList()).median(), 0);
  }
}
