package twine.poetry.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import twine.defer.Deferred;
import twine.loop.Timers;
import twine.poetry.command.Elapsed;

/** Gets the same poems in several ways and compares the times. */
final class Race {
  private final Timers timers;
  private final PrintStream out;
  private final Map<String, Duration> times = new LinkedHashMap<>();

  Race(Timers timers, PrintStream out) {
    this.timers = timers;
    this.out = out;
  }

  /** Gets the poems in one way; fires with them. */
  Deferred<List<byte[]>> run(String way, Board board, Supplier<Deferred<List<byte[]>>> get) {
    out.println();
    out.println(way + ":");
    board.begin();
    long start = timers.nanoTime();
    return get.get()
        .onResult(poems -> {
          Duration time = Duration.ofNanos(timers.nanoTime() - start);
          times.put(way, time);
          out.println("Got " + poems.size() + " poems in " + Elapsed.format(time));
        });
  }

  /** Prints the times under one another, with bars to compare them by. */
  void printTimes() {
    long longest = times.values().stream().mapToLong(Duration::toNanos).max().orElse(1);
    out.println();
    times.forEach((way, time) -> {
      int length = (int) (40 * time.toNanos() / longest);
      out.println(String.format("%-18s %s  %s", way, Elapsed.format(time), "=".repeat(length)));
    });
  }
}
