package twine.coroutine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Programs in JVMs of their own. */
final class Forked {
  private Forked() {}

  /** What came of one; the output is that of both streams. */
  record Ended(int status, String output) {}

  /** Runs java to its end. */
  static Ended java(Map<String, String> environment, List<String> options, List<String> program)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            Stream.of(List.of(java, "-XX:+UseSerialGC"), options, program)
                .flatMap(List::stream)
                .toList());
    builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String output;
    try (var reader = process.getInputStream()) {
      output = new String(reader.readAllBytes(), StandardCharsets.UTF_8);
    }
    return new Ended(process.waitFor(), output);
  }

  /** The arguments that run {@link CrowdPrograms} on the tests' class path. */
  static List<String> crowd(String program, int count) {
    return List.of(
        "-cp",
        System.getProperty("java.class.path"),
        CrowdPrograms.class.getName(),
        program,
        "" + count);
  }
}
