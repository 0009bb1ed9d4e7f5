package twine.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a pid file is in the way, and when it is not. */
@Tag("P16.8")
final class PidFileTest {
  @TempDir private Path directory;
  private Path path;

  @BeforeEach
  void choosePath() {
    path = directory.resolve("pid");
  }

  private static String own() {
    return ProcessHandle.current().pid() + "\n";
  }

  @Test
  void itHoldsTheNumberOfTheProcessUntilItIsClosed() throws Exception {
    try (PidFile _ = PidFile.take(path)) {
      assertThat(path).content().isEqualTo(own());
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void whileItIsHeldNobodyElseGetsIt() throws Exception {
    try (PidFile _ = PidFile.take(path)) {
      assertThatThrownBy(() -> PidFile.take(path))
          .isInstanceOf(FailedException.class)
          .hasMessageStartingWith("another one is running, process ");
      assertThat(path).content().isEqualTo(own());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "2147483646\n", "a rose is a rose is a rose is a rose", "-1", "0"})
  void whatNamesNoLivingProcessIsReplaced(String content) throws Exception {
    Files.writeString(path, content);
    try (PidFile _ = PidFile.take(path)) {
      assertThat(path).content().isEqualTo(own());
    }
  }

  @Test
  void aLivingProcessIsLeftAlone() throws Exception {
    Process other = new ProcessBuilder("sleep", "1000").start();
    try {
      Files.writeString(path, Long.toString(other.pid()));
      assertThatThrownBy(() -> PidFile.take(path))
          .isInstanceOf(FailedException.class)
          .hasMessage("another one is running, process %d (says %s)", other.pid(), path);
      assertThat(path).content().isEqualTo(Long.toString(other.pid()));
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void aProcessYoungerThanTheFileDidNotWriteIt() throws Exception {
    Process other = new ProcessBuilder("sleep", "1000").start();
    try {
      Files.writeString(path, Long.toString(other.pid()));
      Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(3600)));
      try (PidFile _ = PidFile.take(path)) {
        assertThat(path).content().isEqualTo(own());
      }
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void aFileThatSomebodyElseHasPutThereIsNotRemoved() throws Exception {
    try (PidFile _ = PidFile.take(path)) {
      Path other = Files.writeString(directory.resolve("other"), "1\n");
      Files.delete(path);
      Files.move(other, path);
    }
    assertThat(path).content().isEqualTo("1\n");
  }

  @Test
  void aFileThatIsGoneAtTheEndIsNoError() throws Exception {
    try (PidFile _ = PidFile.take(path)) {
      Files.delete(path);
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void whereItCannotBeWrittenIsSaid() {
    Path nowhere = directory.resolve("nowhere/pid");
    assertThatThrownBy(() -> PidFile.take(nowhere))
        .isInstanceOf(FailedException.class)
        .hasMessage("cannot write the pid file: %s: there is no such file", nowhere);
  }
}
