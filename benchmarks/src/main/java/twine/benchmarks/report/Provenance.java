package twine.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import twine.benchmarks.contestant.Contestant;
import twine.benchmarks.machine.Machine;

/** When, by what command and on what a table was made: without that a figure means nothing. */
public final class Provenance {
  private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*: (.*)$");

  private Provenance() {}

  /** A paragraph of Markdown for the table that {@code bin/benchmark COMMAND} made just now. */
  public static String of(String command) {
    List<String> parts = new ArrayList<>();
    parts.add(processors());
    parts.add(System.getProperty("os.name") + " " + System.getProperty("os.version"));
    parts.add(System.getProperty("java.vm.vendor") + " JDK " + Runtime.version());
    parts.addAll(Contestant.versions());
    Machine.tool("wrk")
        .ifPresent(wrk -> parts.add(firstTwoWords(Machine.firstLine(List.of("wrk", "-v")))));
    return "Made by `bin/benchmark %s` on %s (%s).\n\n"
        .formatted(command, LocalDate.now(ZoneId.systemDefault()), String.join("; ", parts));
  }

  // Counted here and not asked of the JVM, which sees only the processors that it is pinned to.
  private static String processors() {
    try {
      List<String> models =
          MODEL
              .matcher(Files.readString(Path.of("/proc/cpuinfo")))
              .results()
              .map(found -> found.group(1).strip())
              .toList();
      return models.isEmpty()
          ? System.getProperty("os.arch")
          : models.size() + " × " + models.getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("there is no /proc to measure with", e);
    }
  }

  // "wrk debian/4.1.0-3+b2 [epoll] Copyright …": what comes after the version is no news.
  private static String firstTwoWords(String line) {
    return line.replaceFirst("^(\\S+ \\S+).*", "$1");
  }
}
