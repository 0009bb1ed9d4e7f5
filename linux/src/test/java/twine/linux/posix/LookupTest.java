package twine.linux.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and groups are looked up where the system looks them up. */
final class LookupTest {

  @Test
  void aUserIsFoundByName() throws Exception {
    assertThat(User.named("root")).isEqualTo(new User("root", 0, 0));
  }

  @Test
  void aUserIsFoundByNumber() throws Exception {
    assertThat(User.numbered(0)).isEqualTo(new User("root", 0, 0));
  }

  @Test
  void everyUserOfTheSystemIsFoundAsItIsWritten() throws Exception {
    for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
      String[] columns = line.split(":", -1);
      User written =
          new User(columns[0], Integer.parseInt(columns[2]), Integer.parseInt(columns[3]));
      assertThat(User.named(columns[0])).isEqualTo(written);
    }
  }

  @Test
  void everyGroupOfTheSystemIsFoundAsItIsWritten() throws Exception {
    List<String> lines = Files.readAllLines(Path.of("/etc/group"));
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      String[] columns = line.split(":", -1);
      assertThat(Group.named(columns[0]))
          .isEqualTo(new Group(columns[0], Integer.parseInt(columns[2])));
    }
  }

  @Test
  void whoIsNotThereIsNull() throws Exception {
    assertThat(User.named("no such user")).isNull();
    assertThat(User.named("")).isNull();
    assertThat(User.numbered(1_999_999_999)).isNull();
    assertThat(Group.named("no such group")).isNull();
  }

  @Test
  void theProcessIsWhoOwnsTheFilesThatItMakes(@TempDir Path directory) throws Exception {
    Path file = Files.createFile(directory.resolve("mine"));
    assertThat(Identity.uid()).isEqualTo(Files.getAttribute(file, "unix:uid"));
    assertThat(Identity.gid()).isEqualTo(Files.getAttribute(file, "unix:gid"));
  }

  @Test
  void whatTheSystemRefusesIsSaidInItsOwnWords() {
    assertThatThrownBy(
            () -> new LibC.Call("close", java.lang.foreign.ValueLayout.JAVA_INT).call(-1))
        .isInstanceOfSatisfying(PosixException.class, e -> assertThat(e.errno()).isEqualTo(9))
        .hasMessage("close: Bad file descriptor");
  }
}
