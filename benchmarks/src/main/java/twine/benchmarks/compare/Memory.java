package twine.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import twine.benchmarks.contestant.ServerProcess;
import twine.benchmarks.machine.Machine;

/**
 * What a server holds in memory.
 *
 * @param heapByClass bytes of live objects for each class, after a full collection; empty for a
 *     server that is not on a JVM
 * @param resident bytes of the process that are in memory
 */
record Memory(Map<String, Long> heapByClass, long resident) {
  private static final Pattern HISTOGRAM_ROW =
      Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +(\\S+)");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

  /** What the server holds now. */
  static Memory of(ServerProcess server) {
    return new Memory(
        server.contestant().onJvm() ? liveObjects(server.pid()) : Map.of(),
        residentBytes(server.pid()));
  }

  /** Bytes of all live objects. */
  long heap() {
    return heapByClass.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> liveObjects(long pid) {
    List<String> histogram =
        List.of(Machine.jdkTool("jcmd"), Long.toString(pid), "GC.class_histogram");
    // Twice: what the first collection hands to cleaners and reference queues, the second takes.
    Machine.output(histogram);
    String output = Machine.output(histogram);
    Map<String, Long> bytes = new HashMap<>();
    Matcher row = HISTOGRAM_ROW.matcher(output);
    while (row.find()) {
      bytes.merge(row.group(2), Long.parseLong(row.group(1)), Long::sum);
    }
    if (bytes.isEmpty()) {
      throw new IllegalStateException("jcmd gave no histogram of " + pid + ": " + output);
    }
    return bytes;
  }

  /** How many bytes of a process are in memory. */
  static long residentBytes(long pid) {
    try {
      Matcher resident =
          RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
      if (!resident.find()) {
        throw new IllegalStateException("process " + pid + " has ended");
      }
      return Long.parseLong(resident.group(1)) * 1024;
    } catch (IOException e) {
      throw new UncheckedIOException("process " + pid + " has ended", e);
    }
  }
}
