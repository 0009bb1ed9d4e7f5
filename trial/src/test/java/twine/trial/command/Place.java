package twine.trial.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory in which the command is run, in this process. */
record Place(Path path) {

  /** Writes a source file with what most tests import at its top. */
  Place write(String file, String text) throws IOException {
    Path source = path.resolve(file);
    Files.createDirectories(source.getParent());
    Files.writeString(source, text);
    return this;
  }

  /** Writes a class of tests that has this body. */
  Place tests(String name, String body) throws IOException {
    return write(
        name + ".java",
        """
        import twine.defer.*;
        import twine.reactor.*;
        import twine.trial.*;

        class %s {
        %s
        }
        """
            .formatted(name, body));
  }

  Ended run(String... arguments) {
    var output = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    int status =
        new Main(path, new PrintStream(output, true, UTF_8), new PrintStream(errors, true, UTF_8))
            .run(arguments);
    return new Ended(status, output.toString(UTF_8), errors.toString(UTF_8));
  }

  String log() throws IOException {
    return Files.readString(path.resolve("_trial_temp/test.log"));
  }
}
