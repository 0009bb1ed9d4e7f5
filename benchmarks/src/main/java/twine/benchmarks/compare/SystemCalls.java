package twine.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import twine.benchmarks.contestant.ServerProcess;
import twine.benchmarks.load.Load;
import twine.benchmarks.machine.Machine;

/** Counts a server's system calls with Linux's perf, where that is there and allowed. */
final class SystemCalls {
  private static final Pattern COUNT = Pattern.compile("(?m)^(\\d+),.*sys_enter");

  private static final Duration PERF_STARTS = Duration.ofMillis(500);

  private SystemCalls() {}

  /**
   * How many system calls the server makes for each answer, under the given load; empty if they
   * cannot be counted here. Counting slows the server down, so this is a run of its own.
   */
  static OptionalDouble perAnswer(ServerProcess server, Load load, Duration time) {
    if (Machine.tool("perf").isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      String pid = Long.toString(server.pid());
      Process perf =
          new ProcessBuilder("perf", "stat", "-x,", "-e", "raw_syscalls:sys_enter", "-p", pid)
              .redirectErrorStream(true)
              .start();
      // perf takes a moment to begin; the server does nothing in the meantime.
      Machine.pause(PERF_STARTS);
      long answers = load.run(server.address(), time);
      // perf prints its count when it is interrupted; a plain destroy() would make it say nothing.
      Machine.output(List.of("kill", "-INT", Long.toString(perf.pid())));
      Matcher count = COUNT.matcher(new String(perf.getInputStream().readAllBytes(), UTF_8));
      return count.find() && answers > 0
          ? OptionalDouble.of((double) Long.parseLong(count.group(1)) / answers)
          : OptionalDouble.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("perf cannot be run", e);
    }
  }
}
