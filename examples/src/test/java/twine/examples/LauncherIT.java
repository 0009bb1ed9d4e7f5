package twine.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/example}, started from what the package step has made. */
final class LauncherIT {
  @TempDir private Path elsewhere;

  @ParameterizedTest
  @ValueSource(strings = {"inline/gen-4", "inline/inline-callbacks-tb"})
  void aProcessPrintsWhatIsRecorded(String name) throws Exception {
    Example example = Example.named(name);
    Run run = run(name);
    Transcript printed = Transcript.of(example, run.output, run.errors);
    assertThat(printed.output()).isEqualTo(example.expectedOutput());
    assertThat(printed.errors()).isEqualTo(example.expectedErrors());
    assertThat(run.status).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "-h"})
  void withoutANameItListsWhatThereIs(String argument) throws Exception {
    Run run = run(Stream.of(argument).filter(word -> !word.isEmpty()).toArray(String[]::new));
    assertThat(run.output).startsWith("Usage: example NAME\n");
    for (Example example : Example.all()) {
      assertThat(run.output)
          .containsPattern(
              "  %s +%s +%s\n".formatted(example.name(), example.part(), example.summary()));
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
    List<String> command = new ArrayList<>();
    command.add(Path.of("..", "bin", "example").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(elsewhere.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(
        Files.readString(output, UTF_8), Files.readString(errors, UTF_8), process.exitValue());
  }

  private record Run(String output, String errors, int status) {}
}
