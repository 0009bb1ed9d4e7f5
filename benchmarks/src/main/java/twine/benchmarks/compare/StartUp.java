package twine.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import twine.benchmarks.contestant.Interpreter;
import twine.benchmarks.machine.Console;
import twine.benchmarks.machine.CpuTime;
import twine.benchmarks.machine.Machine;
import twine.benchmarks.report.Statistics;
import twine.benchmarks.report.Table;

/** From the command line to the poem: the same client on Twine and on Twisted, in turn. */
final class StartUp {
  private static final int UNCOUNTED = 2;

  private final int runs;

  /** A measurement of so many runs of each client. */
  StartUp(int runs) {
    this.runs = runs;
  }

  /**
   * When one run of a client came how far, in milliseconds since it was started.
   *
   * @param connected it was accepted by the server
   * @param poem it had printed the poem
   * @param end it had ended
   * @param cpu what it and its children had used of all processors by then
   */
  private record Moments(double connected, double poem, double end, double cpu) {}

  /** Measures, and returns the section of Markdown that tells the outcome. */
  String run() {
    Map<String, List<Moments>> clients = new LinkedHashMap<>();
    try (PoemGiver server = new PoemGiver()) {
      Map<String, List<String>> commands = commands("127.0.0.1:" + server.port());
      for (int run = -UNCOUNTED; run < runs; run++) {
        for (Map.Entry<String, List<String>> client : commands.entrySet()) {
          Moments moments = runOnce(server, client.getValue());
          if (run >= 0) {
            clients.computeIfAbsent(client.getKey(), label -> new ArrayList<>()).add(moments);
          }
        }
      }
    }
    return section(clients);
  }

  private static Map<String, List<String>> commands(String address) {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    Path poetry =
        Path.of(System.getProperty("benchmark.home", "benchmarks"), "..", "bin", "poetry");
    if (Files.isExecutable(poetry)) {
      String launcher = poetry.normalize().toString();
      commands.put("**`bin/poetry client-4`**", List.of(launcher, "client-4", address));
    } else {
      Console.say("There is no bin/poetry, so its start is not measured.");
    }
    String client = Machine.sources().resolve("python/poetry_client.py").toString();
    Interpreter python = Interpreter.PYTHON_WITH_TWISTED;
    if (python.version().isPresent()) {
      List<String> command = new ArrayList<>(python.command());
      command.addAll(List.of(client, address));
      commands.put("the same client on Twisted", command);
    } else {
      Console.say("There is no " + python + ", so its start is not measured.");
    }
    return commands;
  }

  private static Moments runOnce(PoemGiver server, List<String> command) {
    try {
      double cpu = CpuTime.millisOfEndedChildren();
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      long poem = awaitPoem(process.getInputStream());
      process.waitFor();
      long end = System.nanoTime();
      if (poem == 0 || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " brought no poem");
      }
      return new Moments(
          (server.lastAccept() - start) / 1e6,
          (poem - start) / 1e6,
          (end - start) / 1e6,
          CpuTime.millisOfEndedChildren() - cpu);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a client ran", e);
    }
  }

  /** Reads to the end, and returns when the whole poem had been read; 0 if it never was. */
  private static long awaitPoem(InputStream output) throws IOException {
    StringBuilder read = new StringBuilder();
    byte[] chunk = new byte[64 * 1024];
    long poem = 0;
    for (int n; (n = output.read(chunk)) >= 0; ) {
      read.append(new String(chunk, 0, n, StandardCharsets.US_ASCII));
      if (poem == 0 && read.indexOf(PoemGiver.POEM) >= 0) {
        poem = System.nanoTime();
      }
    }
    return poem;
  }

  private String section(Map<String, List<Moments>> clients) {
    Table table =
        new Table(
            "client",
            "ms until connected",
            "until the poem is printed",
            "until the end",
            "ms of CPU time");
    clients.forEach((label, all) ->
        table.row(
            label,
            median(all, Moments::connected),
            median(all, Moments::poem),
            median(all, Moments::end),
            median(all, Moments::cpu)));
    return "### From the command line to the poem\n\n%s\nMedians of %d runs in turn.\n\n"
        .formatted(table, runs);
  }

  private static String median(List<Moments> all, Function<Moments, Double> moment) {
    return Table.figure(Statistics.of(all.stream().map(moment).toList()).median(), 0);
  }
}
