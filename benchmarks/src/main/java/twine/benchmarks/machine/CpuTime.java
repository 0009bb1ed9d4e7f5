package twine.benchmarks.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * What a process has had of the processors so far, thread by thread, from {@code
 * /proc/PID/task/TID/schedstat}, which counts nanoseconds where {@code /proc/PID/stat} counts
 * hundredths of a second.
 */
public final class CpuTime {
  private final Map<String, Usage> threads;

  private CpuTime(Map<String, Usage> threads) {
    this.threads = threads;
  }

  /**
   * What a thread or a process used.
   *
   * @param runNanos how long it ran
   * @param waitNanos how long it could have run and had to wait for a processor
   * @param turns how many times it was put on a processor
   */
  public record Usage(long runNanos, long waitNanos, long turns) {
    /** Nothing. */
    public static final Usage NONE = new Usage(0, 0, 0);

    /** Both together. */
    public Usage plus(Usage other) {
      return new Usage(runNanos + other.runNanos, waitNanos + other.waitNanos, turns + other.turns);
    }

    /** What this is more than the other. */
    public Usage minus(Usage other) {
      return new Usage(runNanos - other.runNanos, waitNanos - other.waitNanos, turns - other.turns);
    }
  }

  /** What the process has used until now. */
  public static CpuTime of(long pid) {
    Map<String, Usage> threads = new HashMap<>();
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path task : tasks) {
        read(task, threads);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("process " + pid + " has ended", e);
    }
    return new CpuTime(threads);
  }

  /**
   * What the programs that this one has started, and that have ended, used in all, in milliseconds.
   * The system counts it in hundredths of a second.
   */
  public static double millisOfEndedChildren() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      // The second field, the program's name, may itself hold spaces; it ends at the last bracket.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return 10.0 * (Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
    } catch (IOException e) {
      throw new UncheckedIOException("there is no /proc to measure with", e);
    }
  }

  private static void read(Path task, Map<String, Usage> threads) throws IOException {
    try {
      String[] fields = Files.readString(task.resolve("schedstat")).trim().split(" ", -1);
      Usage usage =
          new Usage(
              Long.parseLong(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2]));
      threads.put(task.getFileName().toString(), usage);
    } catch (NoSuchFileException e) {
      // The thread has ended since the directory was read.
    }
  }

  /**
   * What the process used since {@code earlier}. Threads that have ended in between are left out:
   * the compiler's come and go, and their whole past would be subtracted.
   */
  public Usage since(CpuTime earlier) {
    return threads.keySet().stream()
        .map(thread -> since(earlier, thread))
        .reduce(Usage.NONE, Usage::plus);
  }

  /** What all threads that live have used since they began. */
  public Usage total() {
    return threads.values().stream().reduce(Usage.NONE, Usage::plus);
  }

  /** What one thread used since {@code earlier}. */
  public Usage since(CpuTime earlier, String thread) {
    return threads
        .getOrDefault(thread, Usage.NONE)
        .minus(earlier.threads.getOrDefault(thread, Usage.NONE));
  }

  /** The thread that ran the longest since {@code earlier}: under load, the loop's. */
  public String busiestSince(CpuTime earlier) {
    return threads.keySet().stream()
        .max(Comparator.comparingLong(thread -> since(earlier, thread).runNanos()))
        .orElseThrow();
  }
}
