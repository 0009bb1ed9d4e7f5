package twine.trial.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code bin/trial}, started as a user does, from what the package step has made. */
final class Launched {
  private Launched() {}

  /** The project's own directory. */
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  /** Runs it in {@code place} to its end. */
  static Ended run(Path place, String... arguments) throws Exception {
    Path output = Files.createTempFile("output", "");
    Path errors = Files.createTempFile("errors", "");
    try {
      Process process =
          command(place, arguments)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ended").isTrue();
      return new Ended(
          process.exitValue(), Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  /** Starts it and leaves it running; what it says is to be read, and it is to be ended. */
  static Process start(Path place, String... arguments) throws IOException {
    return command(place, arguments).start();
  }

  private static ProcessBuilder command(Path place, String... arguments) {
    List<String> command = new ArrayList<>(List.of(root().resolve("bin/trial").toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(place.toFile());
  }
}
