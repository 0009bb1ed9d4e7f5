package twine.poetry.get;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import twine.net.TcpAddress;
import twine.poetry.command.UsageException;

/** Poems go to files of their own, named after their servers: {@code 127.0.0.1-10000.txt}. */
final class PoemFiles implements Destination {
  private final Path directory;
  private final Set<String> taken = new HashSet<>();

  private PoemFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Files in a directory, which is made if it is not there.
   *
   * @throws UsageException if it cannot be written to
   */
  static PoemFiles in(String name) {
    try {
      Path directory = Files.createDirectories(Path.of(name));
      if (!Files.isWritable(directory)) {
        throw new UsageException(name + ": permission denied");
      }
      return new PoemFiles(directory);
    } catch (IOException | InvalidPathException _) {
      throw new UsageException(name + " is not a directory and cannot be made one");
    }
  }

  @Override
  public void poem(TcpAddress server, byte[] poem) throws IOException {
    Path file = directory.resolve(name(server));
    try {
      Files.write(file, poem);
    } catch (IOException e) {
      throw new IOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** A name that no poem of this run has yet; a server may be asked twice. */
  private String name(TcpAddress server) {
    // What people type as a host must not lead out of the directory.
    String base = server.host().replaceAll("[^A-Za-z0-9._-]", "_") + "-" + server.port();
    String name = base + ".txt";
    for (int i = 2; !taken.add(name); i++) {
      name = base + "-" + i + ".txt";
    }
    return name;
  }
}
