package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that is started by root and runs as nobody. */
@Tag("P16.9")
final class PrivilegesIT {
  /** Below 1024, and not one that a machine that runs tests serves something at. */
  private static final String PRIVILEGED_PORT = "997";

  private static final String NOBODY = "65534";

  @TempDir private Path directory;

  @BeforeEach
  void onlyRootHasPrivilegesToDrop() throws IOException {
    assumeTrue(
        Files.getAttribute(directory, "unix:uid").equals(0), "only root has privileges to drop");
    // JUnit's own directory is root's alone.
    open(directory);
    assumeTrue(StagedServer.isFree(Integer.parseInt(PRIVILEGED_PORT)), "its port is taken");
  }

  private static void open(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String[] asNobody(String poem) throws IOException {
    String[] java = Daemon.writeFastPoetry(directory, PRIVILEGED_PORT, poem);
    return new String[] {"--uid", "nobody", java[0], java[1]};
  }

  private String copyOfPoem(String permissions) throws IOException {
    Path copy = Files.write(directory.resolve("poem.txt"), Poems.read(Poems.ECSTASY));
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(permissions));
    return copy.toString();
  }

  @Test
  void aPrivilegedPortIsServedByNobody() throws Exception {
    try (Daemon daemon = Daemon.start(directory, asNobody(copyOfPoem("rw-r--r--")))) {
      assertThat(daemon.threads("Uid"))
          .hasSizeGreaterThan(3)
          .containsOnly("Uid:" + ("\t" + NOBODY).repeat(4));
      assertThat(daemon.threads("Gid")).containsOnly("Gid:" + ("\t" + NOBODY).repeat(4));
      assertThat(daemon.threads("CapEff")).containsOnly("CapEff:\t0000000000000000");
      assertThat(Daemon.fetch(PRIVILEGED_PORT)).isEqualTo(Poems.read(Poems.ECSTASY));
      daemon.stop();
      assertThat(daemon.logLines())
          .contains("[-] Set uid/gid " + NOBODY + "/" + NOBODY + ".")
          .last()
          .isEqualTo("[-] Server Shut Down.");
      // The directory is root's, so the file could not be removed.
      assertThat(Daemon.pidFile(directory)).isEmptyFile();
    }
    try (Daemon again = Daemon.start(directory, asNobody(copyOfPoem("rw-r--r--")))) {
      again.stop();
    }
  }

  @Test
  void theGroupCanBeAnother() throws Exception {
    String[] arguments = asNobody(copyOfPoem("rw-r--r--"));
    try (Daemon daemon =
        Daemon.start(
            directory, "--gid=1", arguments[0], arguments[1], arguments[2], arguments[3])) {
      assertThat(daemon.threads("Uid")).containsOnly("Uid:" + ("\t" + NOBODY).repeat(4));
      assertThat(daemon.threads("Gid")).containsOnly("Gid:\t1\t1\t1\t1");
      daemon.stop();
    }
  }

  @Test
  void whatOnlyRootMayReadIsOutOfReach() throws Exception {
    Ended ended = Daemon.run(directory, asNobody(copyOfPoem("rw-------")));
    assertThat(ended.errors())
        .startsWith("twined: ")
        .contains("poem.txt: permission denied")
        .hasLineCount(1);
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  void usersAndGroupsThatAreNotThereAreNamed() throws Exception {
    String poem = copyOfPoem("rw-r--r--");
    String[] java = Daemon.writeFastPoetry(directory, PRIVILEGED_PORT, poem);
    Ended noUser = Daemon.run(directory, "--uid", "nosuchuser", java[0], java[1]);
    assertThat(noUser.errors()).startsWith("twined: --uid: there is no user nosuchuser\n");
    assertThat(noUser.status()).isEqualTo(2);
    Ended noGroup = Daemon.run(directory, "--gid", "nosuchgroup", java[0], java[1]);
    assertThat(noGroup.errors()).startsWith("twined: --gid: there is no group nosuchgroup\n");
    assertThat(noGroup.status()).isEqualTo(2);
  }
}
