package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;

/**
 * A poetry program in a process of its own, started by {@code bin/poetry} from what the package
 * step has made. Closing it kills it, if it still runs.
 */
final class Started implements AutoCloseable {

  /** Far longer than anything takes; a test that waits so long has failed. */
  static final int PATIENCE_SECONDS = 60;

  private static final Pattern SERVING = Pattern.compile("Serving (.*) on (\\S+)\\.");

  private final Process process;
  private final Collected out;
  private final Collected errors;

  private Started(Process process) {
    this.process = process;
    this.out = Collected.from(process.getInputStream());
    this.errors = Collected.from(process.getErrorStream());
  }

  /** Starts a program in the root of the project, where the book's command lines work. */
  static Started start(String... arguments) throws IOException {
    return startIn(root(), arguments);
  }

  /** Starts a program in a directory. */
  static Started startIn(Path directory, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(root().resolve("bin/poetry").toString());
    command.addAll(List.of(arguments));
    return start(directory, command);
  }

  /** Starts any command, with nothing to read. */
  static Started start(Path directory, List<String> command) throws IOException {
    return start(directory, command, Path.of("/dev/null"));
  }

  /** Starts any command. */
  static Started start(Path directory, List<String> command, Path input) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().put("TWINE_NO_BUILD", "1");
    builder.directory(directory.toFile());
    builder.redirectInput(input.toFile());
    return new Started(builder.start());
  }

  /** Runs a program to its end. */
  static Ended run(String... arguments) throws Exception {
    try (Started program = start(arguments)) {
      return program.end();
    }
  }

  /** The directory with the directory of this module. */
  static Path root() {
    return Path.of("").toAbsolutePath().getParent();
  }

  /** Waits until a server says where it listens. */
  TcpAddress awaitServing() throws InterruptedException {
    return awaitServing(1).getFirst();
  }

  /** Waits until a server says where it listens, for each of so many poems. */
  List<TcpAddress> awaitServing(int poems) throws InterruptedException {
    List<TcpAddress> addresses = new ArrayList<>();
    for (int line = 1; line <= poems; line++) {
      Matcher serving = SERVING.matcher(out.awaitLine(line));
      assertThat(serving.matches()).as("a Serving line: %s", out.text()).isTrue();
      addresses.add(Addresses.parse(serving.group(2)));
    }
    return addresses;
  }

  /** Waits until {@code text} has been said on standard output. */
  void awaitOutput(String text) throws InterruptedException {
    out.await(text);
  }

  /** Waits until {@code text} has been said on standard error. */
  void awaitError(String text) throws InterruptedException {
    errors.await(text);
  }

  /** Whether it ends within some time; to see that something does not happen. */
  boolean endsWithin(long time, TimeUnit unit) throws InterruptedException {
    return process.waitFor(time, unit);
  }

  /** Sends a signal, by its name without SIG. */
  void signal(String name) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Waits for the end. */
  Ended end() throws Exception {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("never ended; said:\n" + out.text() + "\nand:\n" + errors.text());
    }
    return new Ended(process.exitValue(), out.all(), errors.all());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
