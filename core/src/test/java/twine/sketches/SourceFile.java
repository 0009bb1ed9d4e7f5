package twine.sketches;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import twine.reactor.Reactor;

/** A program of one source file, started as a person would start it. */
final class SourceFile {
  private SourceFile() {}

  /** {@code java OPTIONS… -p CORE NAME}, its standard error going to ours. */
  static Process start(Path folder, String name, String source, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-p", core()));
    command.addAll(List.of(options));
    command.add(Files.writeString(folder.resolve(name), source).toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Where {@code twine.core} is: a folder of classes or a jar. */
  private static String core() {
    try {
      return Path.of(Reactor.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static void signal(Process process, String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
