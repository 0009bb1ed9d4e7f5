package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo. */
final class DemoIT {
  private static final String[] POEMS = {Poems.ECSTASY, Poems.FASCINATION, Poems.SCIENCE};

  @Test
  void itShowsTheTasksInTurnAndThenInterleaved() throws Exception {
    Ended ended = Started.run("demo", "--delay", "0.005");
    List<String> lines = ended.lines();
    int first = lines.indexOf("One after another:");
    int second = lines.indexOf("All at once:");
    assertThat(tasks(lines.subList(first, second))).isEqualTo("111112222233333");
    String interleaved = tasks(lines.subList(second, lines.size()));
    assertThat(interleaved.chars().sorted().mapToObj(Character::toString).toList())
        .isEqualTo("111112222233333".chars().mapToObj(Character::toString).toList());
    assertThat(interleaved.indexOf('3')).isLessThan(interleaved.lastIndexOf('1'));
    assertThat(interleaved.indexOf('2')).isLessThan(interleaved.lastIndexOf('1'));
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.status()).isZero();
  }

  @Test
  void itEndsWithBothTimesAndThePoems() throws Exception {
    Ended ended = Started.run("demo", "--delay", "0.002");
    String output = ended.output();
    assertThat(output)
        .containsPattern("One after another  0:00:\\d\\d\\.\\d{6}  =+\n")
        .containsPattern("All at once        0:00:\\d\\d\\.\\d{6}  =+\n");
    String poems = output.substring(output.lastIndexOf("=\n") + 3);
    var expected = new StringBuilder();
    for (String poem : POEMS) {
      expected.append(expected.isEmpty() ? "" : "\n").append(new String(Poems.read(poem), UTF_8));
    }
    assertThat(poems).isEqualTo(expected.toString());
  }

  @Test
  void itWorksFromAnyDirectory(@TempDir Path directory) throws Exception {
    try (Started demo = Started.startIn(directory, "demo", "--delay", "0")) {
      assertThat(demo.end().status()).isZero();
    }
  }

  @Test
  void onATerminalTheBarsAreLive(@TempDir Path directory) throws Exception {
    Assumptions.assumeTrue(Tools.exist("script"), "script, which has a terminal for programs");
    String demo = Started.root().resolve("bin/poetry") + " demo --delay 0.002";
    try (Started script =
        Started.start(
            directory, List.of("script", "-qec", demo, directory.resolve("x").toString()))) {
      Ended ended = script.end();
      assertThat(ended.output()).contains("\u001b[3A\r").contains("\u001b[1B\r");
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void aSignalEndsItBeforeItIsDone() throws Exception {
    try (Started demo = Started.start("demo", "--delay", "1")) {
      demo.awaitOutput("One after another:");
      demo.signal("TERM");
      Ended ended = demo.end();
      assertThat(ended.errors()).doesNotContain("\tat ");
      assertThat(ended.status()).isEqualTo(1);
    }
  }

  /** The numbers of the tasks in the order in which they made progress. */
  private static String tasks(List<String> lines) {
    var tasks = new StringBuilder();
    for (String line : lines) {
      if (line.startsWith("Task ")) {
        tasks.append(line.charAt(5));
      }
    }
    return tasks.toString();
  }
}
