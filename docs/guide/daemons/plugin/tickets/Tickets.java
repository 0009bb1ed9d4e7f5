package tickets;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import twine.app.log.Log;
import twine.app.service.Service;
import twine.defer.Deferred;

/** The numbers that were given, kept in a file. */
final class Tickets extends Service {
  private final Path file;
  private final Map<String, Long> given = new TreeMap<>();

  Tickets(Path file) {
    this.file = file;
  }

  @Override
  public void startService() throws Exception {
    super.startService();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ");
        given.put(words[0], Long.valueOf(words[1]));
      }
    }
    Log.with("kinds", given.size()).msg("the numbers are here");
  }

  @Override
  public Deferred<?> stopService() {
    if (isRunning()) {
      try {
        save();
      } catch (IOException e) {
        Log.err(e, "the last numbers are lost");
      }
    }
    return super.stopService();
  }

  long next(String kind) {
    return given.merge(kind, 1L, Long::sum);
  }

  /** Whoever looks finds the old file or the new one, never half of one. */
  void save() throws IOException {
    List<String> lines =
        given.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).toList();
    Path fresh = Path.of(file + ".new");
    Files.write(fresh, lines);
    Files.move(fresh, file, ATOMIC_MOVE);
  }
}
