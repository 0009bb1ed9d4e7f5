package twine.benchmarks.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import twine.benchmarks.contestant.Contestant;
import twine.benchmarks.contestant.ServerProcess;
import twine.benchmarks.load.HeldConnections;
import twine.benchmarks.load.Load;
import twine.benchmarks.load.Scenario;
import twine.benchmarks.machine.Console;
import twine.benchmarks.machine.CpuTime;
import twine.benchmarks.machine.CpuTime.Usage;
import twine.benchmarks.machine.Machine;
import twine.benchmarks.report.Table;
import twine.benchmarks.servers.Work;

/** What servers take while nothing happens: memory for each open connection, and CPU time. */
final class Idleness {
  private static final Scenario WARM_UP = new Scenario(Work.REQUESTS, 64, 1);
  private static final int LARGEST_CLASSES = 8;

  /** Looking at the heap stops all threads; they are given time to settle again. */
  private static final Duration AFTER_A_LOOK = Duration.ofSeconds(1);

  private final int connections;
  private final Duration watch;
  private final Duration warmUp;

  /**
   * A measurement.
   *
   * @param connections how many connections to hold open
   * @param watch how long to watch the idle server's threads
   * @param warmUp how long to load the server first
   */
  Idleness(int connections, Duration watch, Duration warmUp) {
    this.connections = connections;
    this.watch = watch;
    this.warmUp = warmUp;
  }

  /**
   * What was seen of one server.
   *
   * @param alone what its process used while it had no connection
   * @param loop what the thread of its loop used while all connections were open and silent
   * @param before its memory without connections
   * @param after its memory with all of them
   */
  private record Seen(Contestant contestant, Usage alone, Usage loop, Memory before, Memory after) {
    double heapFor(int connections) {
      return (double) (after.heap() - before.heap()) / connections;
    }

    double residentFor(int connections) {
      return (double) (after.resident() - before.resident()) / connections;
    }
  }

  /**
   * Measures, and returns the section of Markdown that tells the outcome.
   *
   * @param classes whether to tell also which classes the heap went to
   */
  String run(List<Contestant> contestants, boolean classes) {
    List<Seen> all = new ArrayList<>();
    for (Contestant contestant : contestants) {
      Console.say("idle: " + contestant);
      try (ServerProcess server = ServerProcess.start(contestant, Work.REQUESTS)) {
        all.add(watch(server));
      }
    }
    StringBuilder text = new StringBuilder(section(all));
    if (classes) {
      all.stream()
          .filter(seen -> seen.contestant.onJvm())
          .forEach(seen -> text.append(classesOf(seen)));
    }
    return text.toString();
  }

  private Seen watch(ServerProcess server) {
    Load load = Load.of(WARM_UP);
    load.run(server.address(), warmUp);
    CpuTime warm = server.cpuTime();
    load.run(server.address(), Duration.ofSeconds(1));
    String loop = server.cpuTime().busiestSince(warm);
    // Classes that only an accept or a close needs are loaded, and the compiler is left to finish.
    try (HeldConnections few = new HeldConnections(server.address(), 200)) {
      few.open();
    }
    Machine.pause(warmUp);
    CpuTime before = server.cpuTime();
    Machine.pause(watch);
    Usage alone = server.cpuTime().since(before);
    Memory empty = Memory.of(server);
    try (HeldConnections held = new HeldConnections(server.address(), connections)) {
      held.open();
      Memory full = Memory.of(server);
      Machine.pause(AFTER_A_LOOK);
      CpuTime silent = server.cpuTime();
      Machine.pause(watch);
      return new Seen(
          server.contestant(), alone, server.cpuTime().since(silent, loop), empty, full);
    }
  }

  private String section(List<Seen> all) {
    double bare =
        all.stream()
            .filter(seen -> seen.contestant == Contestant.NIO)
            .mapToDouble(seen -> seen.heapFor(connections))
            .findFirst()
            .orElse(Double.NaN);
    Table table =
        new Table(
            "server",
            "heap bytes per connection",
            "beyond bare `java.nio`",
            "resident bytes per connection",
            "idle loop: CPU µs per second",
            "idle loop: turns per second",
            "idle process, no connection: CPU µs per second");
    double seconds = watch.toNanos() / 1e9;
    for (Seen seen : all) {
      boolean onJvm = seen.contestant.onJvm();
      double heap = seen.heapFor(connections);
      table.row(
          seen.contestant.label(),
          onJvm ? Table.figure(heap, 0) : "–",
          onJvm && !Double.isNaN(bare) ? Table.figure(heap - bare, 0) : "–",
          Table.figure(seen.residentFor(connections), 0),
          Table.figure(seen.loop.runNanos() / 1e3 / seconds, 1),
          Table.figure(seen.loop.turns() / seconds, 1),
          Table.figure(seen.alone.runNanos() / 1e3 / seconds, 1));
    }
    return String.format(
        Locale.ROOT,
        "### %,d idle connections%n%n%s%nLive objects after a full collection, before and after"
            + " the connections were opened and had an answer each. Then %d s of silence; an idle"
            + " JVM's own threads tick whatever it runs.%n%n",
        connections,
        table,
        watch.toSeconds());
  }

  private String classesOf(Seen seen) {
    Table table = new Table("class (" + seen.contestant + ")", "heap bytes per connection");
    Map<String, Long> before = seen.before.heapByClass();
    seen.after.heapByClass().entrySet().stream()
        .map(e -> Map.entry(e.getKey(), e.getValue() - before.getOrDefault(e.getKey(), 0L)))
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(LARGEST_CLASSES)
        .forEach(e ->
            table.row(
                "`" + e.getKey() + "`", Table.figure((double) e.getValue() / connections, 1)));
    return table + "\n";
  }
}
