package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unhandled failures at the end of a real process. */
@Tag("P9.4")
final class ProcessExitTest {

  @TempDir private Path directory;

  private record Ended(int status, String output) {}

  private Ended run(List<String> options, String program) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(directory + File.pathSeparator + System.getProperty("java.class.path"));
    command.addAll(options);
    command.add(ExitPrograms.class.getName());
    command.add(program);
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int status = process.waitFor();
    return new Ended(status, Files.readString(output));
  }

  @Test
  void isToldWhenMainReturns() throws Exception {
    Ended ended = run(List.of(), "failing");

    assertThat(ended.status).isZero();
    assertThat(ended.output)
        .startsWith("Finished")
        .containsOnlyOnce("Unhandled error in Deferred:")
        .containsOnlyOnce("java.io.IOException: oops")
        .contains("\tat twine.defer.ExitPrograms.main(ExitPrograms.java:")
        .doesNotContain("created here");
  }

  @Test
  void isToldWhenJavaLoggingIsInUseAndClosesAtTheSameTime() throws Exception {
    Ended ended = run(List.of(), "logging");

    assertThat(ended.output)
        .containsOnlyOnce("Unhandled error in Deferred:")
        .containsOnlyOnce("java.io.IOException: oops");
  }

  @Test
  void isToldWhenTheProgramExitsAndTheStatusIsThePrograms() throws Exception {
    Ended ended = run(List.of(), "exiting");

    assertThat(ended.status).isEqualTo(3);
    assertThat(ended.output).containsOnlyOnce("java.io.IOException: oops");
  }

  @Test
  void nothingIsToldOfAFailureThatWasHandled() throws Exception {
    Ended ended = run(List.of(), "handling");

    assertThat(ended.output.strip()).isEqualTo("Finished");
  }

  @Test
  void debugModeTellsWhereTheDeferredWasCreatedAndFired() throws Exception {
    Ended ended = run(List.of("-Dtwine.debug=true"), "failing");

    assertThat(ended.output)
        .contains("The Deferred was created here.")
        .contains("The Deferred was fired here.");
  }

  @Test
  void goesThroughTheSystemsLoggerWhateverThatIs() throws Exception {
    useLoggerFinder();

    Ended ended = run(List.of(), "failing");

    assertThat(ended.output)
        .containsOnlyOnce("twine.defer ERROR Unhandled error in Deferred: IOException: oops");
  }

  private void useLoggerFinder() throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(
        services.resolve("java.lang.System$LoggerFinder"), PrintingLoggerFinder.class.getName());
  }
}
