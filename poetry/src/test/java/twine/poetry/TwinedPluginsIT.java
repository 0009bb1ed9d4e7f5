package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/twined} with the name of a plugin, and without. */
final class TwinedPluginsIT {
  @TempDir private Path directory;

  @Test
  @Tag("P16.14")
  void fastPoetryIsServedByName() throws Exception {
    String port = Daemon.freePort();
    try (Daemon daemon =
        Daemon.start(
            directory, "fastpoetry", "--port", port, "--poem", Daemon.poem(Poems.ECSTASY))) {
      assertThat(Daemon.fetch(port)).isEqualTo(Poems.read(Poems.ECSTASY));
      daemon.stop();
      assertThat(daemon.logLines())
          .contains("[-] PoetryFactory starting on " + port, "[-] (Port " + port + " Closed)")
          .last()
          .isEqualTo("[-] Server Shut Down.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help"})
  @Tag("P16.9")
  void thePluginsAreListed(String argument) throws Exception {
    Ended ended = argument.isEmpty() ? Daemon.run(directory) : Daemon.run(directory, argument);
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.output())
        .startsWith("Usage: twined [OPTIONS] PLUGIN")
        .contains("--nodaemon", "--umask", "--uid")
        .containsPattern("\n  fastpoetry +A fast poetry service\\.\n")
        .contains("\n  slowpoetry ", "\n  poetry-proxy ", "\n  transform ");
    assertThat(ended.status()).isZero();
  }

  @Test
  @Tag("P16.10")
  void aPluginHasAHelpPageOfItsOwn() throws Exception {
    Ended ended = Daemon.run(directory, "fastpoetry", "--help");
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.output())
        .startsWith("Usage: twined fastpoetry ")
        .contains("--port", "--poem", "--iface")
        .doesNotContain("--nodaemon");
    assertThat(ended.status()).isZero();
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "nosuchplugin,                              there is no plugin 'nosuchplugin'",
    "fastpoetry,                                --poem",
    "fastpoetry --poem nowhere.txt,             nowhere.txt: there is no such file",
    "fastpoetry --poem p.txt --port 70000,      70000",
    "fastpoetry --poem p.txt --colour red,      --colour",
    "--colour red fastpoetry,                   --colour",
    "--nodaemon,                                nothing to run",
    "--umask 999 fastpoetry --poem p.txt,       --umask: 999",
    "--rundir nowhere fastpoetry --poem p.txt,  --rundir: there is no directory nowhere",
    "--reactor steam fastpoetry --poem p.txt,   there is no reactor named steam",
    "--syslog --logfile x fastpoetry,           --syslog and --logfile exclude each other",
    "--java X.java fastpoetry,                  --java and the plugin fastpoetry exclude each other",
    "--java Nowhere.java,                       Nowhere.java: there is no such file",
    "--logfile,                                 --logfile"
  })
  void whatIsNotUnderstoodIsSaidInALineWithTheUsage(String words, String complaint)
      throws Exception {
    Files.writeString(directory.resolve("p.txt"), "a poem");
    Ended ended = Daemon.run(directory, words.split(" ", -1));
    assertThat(ended.errors().lines().findFirst().orElseThrow())
        .startsWith("twined")
        .contains(complaint);
    assertThat(ended.errors()).contains("Usage: twined");
    assertThat(ended.output()).isEmpty();
    assertThat(ended.status()).isEqualTo(2);
    assertThat(directory.toFile().list()).containsExactly("p.txt");
  }

  @Test
  void aBrokenPluginIsToldAndTheOthersRun() throws Exception {
    Path plugins = Files.createDirectories(directory.resolve("twine/plugins"));
    Files.writeString(plugins.resolve("broken.jar"), "not a jar");
    String port = Daemon.freePort();
    try (Started twined =
        Daemon.launch(
            directory,
            Map.of(),
            "--nodaemon",
            "fastpoetry",
            "--port=" + port,
            "--poem=" + Daemon.poem(Poems.SCIENCE))) {
      twined.awaitOutput("loaded a poem");
      assertThat(Daemon.fetch(port)).isEqualTo(Poems.read(Poems.SCIENCE));
      twined.signal("TERM");
      Ended ended = twined.end();
      assertThat(ended.errors())
          .startsWith("twined: a plugin is broken: ")
          .contains("broken.jar")
          .hasLineCount(1);
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void theVersionIsSaid() throws Exception {
    assertThat(Daemon.run(directory, "--version").output()).matches("twined [0-9.]+\n");
  }
}
