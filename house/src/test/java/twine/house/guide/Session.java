package twine.house.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import twine.house.Project;

/**
 * The commands of one page, typed one after another at the root of the project. The ports that they
 * name are exchanged for free ones, and back again in what they print. Closing it ends the servers
 * that are still there.
 */
final class Session implements AutoCloseable {
  /** The guide wants a JDK 25 for {@code java} and {@code javac}; this is one. */
  private static final String JDK = Path.of(System.getProperty("java.home"), "bin").toString();

  private final Ports ports = new Ports();
  private final List<Server> servers = new ArrayList<>();

  /** Runs a command to its end; what it prints comes as a terminal would show it. */
  List<String> run(String line) throws IOException {
    Process process = start(line);
    try (BufferedReader output = process.inputReader(UTF_8)) {
      return output.lines().map(ports::shown).toList();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Starts a server, and waits until it has said so many times that it is ready. */
  Server serve(String line, String ready, int times) throws IOException {
    Server server = new Server(start("exec " + line));
    servers.add(server);
    for (int time = 0; time < times; time++) {
      server.readUntil(ready);
    }
    return server;
  }

  private Process start(String line) throws IOException {
    var builder = new ProcessBuilder("bash", "-c", ports.used(line));
    builder.directory(Project.file("").toFile());
    builder.environment().put("TWINE_NO_BUILD", "1");
    builder.environment().merge("PATH", JDK, (path, jdk) -> jdk + File.pathSeparator + path);
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  @Override
  public void close() {
    servers.forEach(server -> server.process.destroyForcibly());
  }

  /** A program that runs until it is told to end. */
  final class Server {
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private Server(Process process) {
      this.process = process;
      this.output = process.inputReader(UTF_8);
    }

    /** Waits until it prints a line with this word, if it has not done so already. */
    void awaitLine(String word) throws IOException {
      if (lines.stream().noneMatch(line -> line.contains(word))) {
        readUntil(word);
      }
    }

    private void readUntil(String word) throws IOException {
      String line;
      do {
        line = output.readLine();
        if (line == null) {
          throw new AssertionError("it never said '" + word + "', only " + lines);
        }
        lines.add(ports.shown(line));
      } while (!line.contains(word));
    }

    /** Ends it as Ctrl-C does. Returns everything that it printed. */
    List<String> end() throws IOException {
      process.toHandle().destroy(); // which does not close its streams
      output.lines().map(ports::shown).forEach(lines::add);
      return lines;
    }
  }
}
