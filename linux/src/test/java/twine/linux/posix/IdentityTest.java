package twine.linux.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Becoming another user, for which each test needs a process that it can spoil. */
final class IdentityTest {
  private static final String NO_WAY_BACK = "no way back";

  @BeforeEach
  void onlyRootMayBecomeSomebodyElse() {
    assumeTrue(Identity.uid() == 0, "only root may become somebody else");
  }

  @Test
  void allThreadsBecomeTheUser() throws Exception {
    User nobody = User.named("nobody");
    List<String> said = run("nobody");
    assertThat(said).contains(NO_WAY_BACK);
    List<String> ids = said.stream().filter(line -> line.startsWith("Uid:")).distinct().toList();
    assertThat(ids).containsExactly("Uid:" + ("\t" + nobody.uid()).repeat(4));
    assertThat(said.stream().filter(line -> line.startsWith("Uid:")).count()).isGreaterThan(3);
    assertThat(said).contains("Gid:" + ("\t" + nobody.gid()).repeat(4)).doesNotContain("Gid:\t0");
    assertThat(said).contains("Groups:\t" + nobody.gid() + " ");
  }

  @Test
  void theGroupAloneCanBeChanged() throws Exception {
    List<String> said = run("");
    assertThat(said).contains("Uid:\t0\t0\t0\t0", "Gid:\t1\t1\t1\t1", "Groups:\t1 ");
  }

  private static List<String> run(String user) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Spoiled.class.getName(),
                user)
            .redirectErrorStream(true)
            .start();
    List<String> said = process.inputReader().readAllLines();
    assertThat(process.waitFor()).as("%s", said).isZero();
    return said;
  }

  /** A process that becomes somebody else, and then tells what the system says of its threads. */
  static final class Spoiled {
    private Spoiled() {}

    public static void main(String[] args) throws Exception {
      if (args[0].isEmpty()) {
        Identity.enterGroup(1);
      } else {
        User user = User.named(args[0]);
        Identity.become(user, user.gid());
        try {
          Identity.become(User.named("root"), 0);
        } catch (PosixException e) {
          System.out.println(NO_WAY_BACK);
        }
      }
      for (Path status : statuses()) {
        Files.readAllLines(status).forEach(System.out::println);
      }
    }

    private static List<Path> statuses() throws IOException {
      try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
        return new ArrayList<>(tasks.map(task -> task.resolve("status")).toList());
      }
    }
  }
}
