package twine.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/example}, started from what the package step has made. */
final class LauncherIT {
  @TempDir private Path elsewhere;

  @ParameterizedTest
  @CsvSource({
    "deferred/defer-4, 1",
    "deferred/defer-unhandled, 0",
    "basic/exception, 0",
    "inline/inline-callbacks-tb, 0",
    "exercise/12.2, 0"
  })
  void aProcessPrintsWhatIsRecorded(String name, int status) throws Exception {
    Example example = Example.named(name);
    Run run = run(name);
    assertThat(Transcript.of(example, Terminal.lines(run.output, run.errors)))
        .containsExactlyElementsOf(example.expectedOfProcess());
    assertThat(run.status).isEqualTo(status);
  }

  @Test
  void aScriptThatHasNoEndIsEndedByAnInterrupt() throws Exception {
    Example example = Example.named("basic/hello");
    Process process = start(Redirect.PIPE, Redirect.INHERIT, example.name());
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String line : example.expected()) {
        assertThat(output.readLine()).isEqualTo(line);
      }
      var kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
      assertThat(output.readLine()).isNull();
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** The numbers of the calls are those of x86-64; elsewhere the processes cannot be told apart. */
  @ParameterizedTest
  @CsvSource({"basic/simple, 232", "basic/simple-poll, 7"})
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  @Timeout(60)
  @Tag("P3.5")
  void aReactorWaitsInTheCallThatItIsNamedFor(String name, String call) throws Exception {
    assumeThat(call(Path.of("/proc/self/syscall"))).as("the kernel tells").isPresent();
    Process process = start(Redirect.DISCARD, Redirect.INHERIT, name);
    try {
      while (!calls(process).contains(call)) {
        assertThat(process.isAlive()).isTrue();
        Thread.onSpinWait();
      }
      var kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** The system calls in which the threads of a process are. */
  private static Set<String> calls(Process process) throws IOException {
    Set<String> calls = new HashSet<>();
    try (var threads = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path thread : threads) {
        call(thread.resolve("syscall")).ifPresent(calls::add);
      }
    }
    return calls;
  }

  /** The number of the call; none of a thread that runs, or that ends while it is looked at. */
  private static Optional<String> call(Path file) {
    try {
      return Optional.of(Files.readString(file).replaceFirst("(?s)\\s.*", ""));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "-h"})
  void withoutANameItListsWhatThereIs(String argument) throws Exception {
    Run run = run(Stream.of(argument).filter(word -> !word.isEmpty()).toArray(String[]::new));
    assertThat(run.output).startsWith("Usage: example NAME\n");
    for (Example example : Example.all()) {
      assertThat(run.output)
          .containsPattern(
              "  %s +%s +%s\n"
                  .formatted(example.name(), example.part(), Pattern.quote(example.summary())));
    }
    assertThat(run.errors).isEmpty();
    assertThat(run.status).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inline/gen-5", "gen-1", "inline/gen", "Gen1", "#", "--fast", " ", "*"})
  void anUnknownNameIsNamedInOneLine(String name) throws Exception {
    Run run = run(name);
    assertThat(run.errors)
        .isEqualTo("example: there is no example '" + name + "'; without a name they are listed\n");
    assertThat(run.output).isEmpty();
    assertThat(run.status).isEqualTo(2);
  }

  @Test
  void aScriptTakesNoArguments() throws Exception {
    Run run = run("inline/gen-1", "5");
    assertThat(run.errors).isEqualTo("example: inline/gen-1 takes no arguments\n");
    assertThat(run.output).isEmpty();
    assertThat(run.status).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void theHelpOfAScriptIsWhatItSaysAtItsTop(String option) throws Exception {
    Run run = run("inline/gen-1", option);
    assertThat(run.output)
        .startsWith("examples/inline/Gen1.java\n\nPart 17: a generator in a for loop.\n\nWatch ")
        .doesNotContain("//", "import");
    assertThat(run.errors).isEmpty();
    assertThat(run.status).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void itTellsItsVersion(String option) throws Exception {
    Run run = run(option);
    assertThat(run.output).matches("example \\d+\\.\\d+\\.\\d+\n");
    assertThat(run.status).isZero();
  }

  private Run run(String... arguments) throws Exception {
    Path output = Files.createTempFile(elsewhere, "output", "");
    Path errors = Files.createTempFile(elsewhere, "errors", "");
    Process process = start(Redirect.to(output.toFile()), Redirect.to(errors.toFile()), arguments);
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(
        Files.readString(output, UTF_8), Files.readString(errors, UTF_8), process.exitValue());
  }

  private Process start(Redirect output, Redirect errors, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("..", "bin", "example").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(elsewhere.toFile())
        .redirectInput(new File("/dev/null"))
        .redirectOutput(output)
        .redirectError(errors)
        .start();
  }

  private record Run(String output, String errors, int status) {}
}
