package twine.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are rotated, reopened, and not always to be had. */
@Tag("P16.7")
final class LogFileTest {
  private static final LogFormat PLAIN = event -> event.message() + "\n";

  @TempDir private Path directory;

  private static void say(LogFile log, String message) {
    log.logged(new LogEvent(Instant.EPOCH, Level.INFO, "-", "", message, null, Map.of()));
  }

  private Path file() {
    return directory.resolve("twined.log");
  }

  private LogFile open(long bytes, int kept) throws Exception {
    return LogFile.open(file(), PLAIN, new Rotation(bytes, kept));
  }

  private List<String> lines(String name) throws Exception {
    return Files.readAllLines(directory.resolve(name), UTF_8);
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatIsSaidIsInTheFileAtOnce() throws Exception {
    try (LogFile log = LogFile.open(file())) {
      say(log, "a poem");
      assertThat(Files.readString(file())).endsWith(" [-] a poem\n");
    }
  }

  @Test
  void whatWasThereStays() throws Exception {
    Files.writeString(file(), "before\n");
    try (LogFile log = open(1_000, 3)) {
      say(log, "after");
    }
    assertThat(lines("twined.log")).containsExactly("before", "after");
  }

  @Test
  void aFullFileBecomesTheFirstAndTheOldestIsDeleted() throws Exception {
    try (LogFile log = open(10, 2)) {
      for (int i = 0; i < 8; i++) {
        say(log, "line " + i); // 7 bytes
      }
    }
    assertThat(names()).containsExactly("twined.log", "twined.log.1", "twined.log.2");
    assertThat(lines("twined.log")).containsExactly("line 6", "line 7");
    assertThat(lines("twined.log.1")).containsExactly("line 4", "line 5");
    assertThat(lines("twined.log.2")).containsExactly("line 2", "line 3");
  }

  @Test
  void aGapInTheNumbersIsFilled() throws Exception {
    Files.writeString(file(), "full enough\n");
    Files.writeString(directory.resolve("twined.log.2"), "old\n");
    try (LogFile log = open(10, 9)) {
      say(log, "new");
    }
    assertThat(names()).containsExactly("twined.log", "twined.log.1", "twined.log.2");
    assertThat(lines("twined.log.1")).containsExactly("full enough");
    assertThat(lines("twined.log.2")).containsExactly("old");
  }

  @Test
  void nothingIsKeptIfNothingShall() throws Exception {
    try (LogFile log = open(5, 0)) {
      say(log, "first");
      say(log, "second");
    }
    assertThat(names()).containsExactly("twined.log");
    assertThat(lines("twined.log")).containsExactly("second");
  }

  @Test
  void noLineIsLostUnderLoad() throws Exception {
    int threads = 4;
    int each = 15_000;
    try (LogFile log = LogFile.open(file(), LogFormat.text(), new Rotation(200_000, 100))) {
      List<Thread> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String name = "thread " + i + " line ";
        all.add(
            Thread.ofPlatform()
                .start(() -> IntStream.range(0, each).forEach(line -> say(log, name + line))));
      }
      for (Thread thread : all) {
        thread.join();
      }
    }
    List<String> found = new ArrayList<>();
    List<String> names = names();
    assertThat(names).hasSizeGreaterThan(10);
    for (int i = names.size() - 1; i >= 0; i--) {
      String name = i == 0 ? "twined.log" : "twined.log." + i;
      assertThat(Files.size(directory.resolve(name))).isLessThan(200_000 + threads * 100);
      lines(name).forEach(line -> found.add(line.substring(line.indexOf("] ") + 2)));
    }
    assertThat(found).hasSize(threads * each);
    for (int i = 0; i < threads; i++) {
      String name = "thread " + i + " line ";
      assertThat(found.stream().filter(line -> line.startsWith(name)).toList())
          .isEqualTo(IntStream.range(0, each).mapToObj(line -> name + line).toList());
    }
  }

  @Test
  void aRenamedFileIsLeftWhenItIsReopened() throws Exception {
    try (LogFile log = open(1_000_000, 3)) {
      say(log, "one");
      Files.move(file(), directory.resolve("rotated"));
      say(log, "two");
      log.reopen();
      say(log, "three");
    }
    assertThat(lines("rotated")).containsExactly("one", "two");
    assertThat(lines("twined.log")).containsExactly("three");
  }

  @Test
  void noLineIsLostWhileItIsReopened() throws Exception {
    int each = 5_000;
    try (LogFile log = open(1_000_000, 3)) {
      Thread writer =
          Thread.ofPlatform()
              .start(() -> IntStream.range(0, each).forEach(line -> say(log, "line " + line)));
      for (int i = 0; i < 50; i++) {
        Files.move(file(), directory.resolve("rotated-%02d".formatted(i)));
        log.reopen();
      }
      writer.join();
    }
    List<String> found = new ArrayList<>();
    for (String name : names().reversed()) {
      found.addAll(lines(name));
    }
    assertThat(found).hasSize(each).doesNotHaveDuplicates();
  }

  @Test
  void aFileThatCannotBeReopenedStaysOpen() throws Exception {
    Path below = Files.createDirectory(directory.resolve("logs"));
    try (LogFile log = LogFile.open(below.resolve("twined.log"), PLAIN, Rotation.STANDARD)) {
      Path moved = directory.resolve("moved");
      Files.move(below, moved);
      Files.writeString(below, "in the way");
      assertThatThrownBy(log::reopen).isInstanceOf(java.io.IOException.class);
      say(log, "still here");
      assertThat(Files.readAllLines(moved.resolve("twined.log"))).containsExactly("still here");
    }
  }

  @Test
  void aMissingDirectoryIsToldAtTheStart() {
    Path missing = directory.resolve("missing").resolve("twined.log");
    assertThatThrownBy(() -> LogFile.open(missing))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void aFileThatCannotBeRenamedGoesOnToGrow() throws Exception {
    Path inTheWay = Files.createDirectory(directory.resolve("twined.log.2"));
    Files.writeString(inTheWay.resolve("something"), "");
    Files.writeString(directory.resolve("twined.log.1"), "old\n");
    try (LogFile log = open(10, 2)) {
      for (int i = 0; i < 10; i++) {
        say(log, "line " + i);
      }
    }
    assertThat(lines("twined.log")).hasSize(10);
    assertThat(lines("twined.log.1")).containsExactly("old");
  }

  @Test
  void aFullDiskIsToldOnceAndHarmsNobody() throws Exception {
    Path full = Path.of("/dev/full"); // where nothing can be written, on Linux
    if (!Files.exists(full)) {
      return;
    }
    String told =
        errorsOf(() -> {
          try (LogFile log = LogFile.open(full)) {
            for (int i = 0; i < 100; i++) {
              say(log, "lost");
            }
          }
        });
    assertThat(told.lines()).hasSize(1).first().asString().contains("cannot be written");
  }

  private interface Work {
    void run() throws Exception;
  }

  private static String errorsOf(Work work) throws Exception {
    var errors = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(errors, true, UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return errors.toString(UTF_8);
  }
}
