package twine.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launchers promise whatever they launch. {@code bin/poetry} stands for all of them. */
final class LaunchersTest {
  @TempDir private Path elsewhere;

  @Test
  void aLauncherWorksThroughASymbolicLinkFromAnyDirectory() throws Exception {
    Path link = Files.createSymbolicLink(elsewhere.resolve("a link"), poetry());
    Run run = run(Map.of(), link.toString(), "--help");
    Files.delete(link);
    assertThat(run.errors).isEmpty();
    assertThat(run.output).isNotEmpty();
    assertThat(run.status).isZero();
  }

  @Test
  void aJdkThatIsTooOldIsPassedOver() throws Exception {
    Run run = run(Map.of("JAVA_HOME", jdk("17.0.15").toString()), poetry().toString(), "--help");
    assertThat(run.errors).isEmpty();
    assertThat(run.status).isZero();
  }

  @Test
  void theJdkOfJavaHomeIsTakenWhenItIsNewEnough() throws Exception {
    Run run = run(Map.of("JAVA_HOME", jdk("26").toString()), poetry().toString(), "any", "a b");
    assertThat(run.output).startsWith("this is Java 26").endsWith(" any a b\n");
  }

  @Test
  void withoutASuitableJdkItSaysSoAndHowToGetOne() throws Exception {
    Path copy = copyOfLaunchers("TWINE_JDK=25", "TWINE_JDK=999");
    Run run = run(Map.of(), copy.resolve("bin/poetry").toString(), "--version");
    assertThat(run.errors).contains("no JDK 999 found").contains("Install").contains("JAVA_HOME");
    assertThat(run.output).isEmpty();
    assertThat(run.status).isEqualTo(1);
  }

  @Test
  void aStaleCacheIsNoNews() throws Exception {
    Path image = imageOfPoetry();
    Files.writeString(image.resolve("app.aot"), "not a cache");
    assertRunsQuietly();
  }

  @Test
  void aMissingCacheIsNoNews() throws Exception {
    Path image = imageOfPoetry();
    Files.delete(image.resolve("app.aot"));
    assertRunsQuietly();
  }

  @Test
  void aCacheOfOtherJarsIsNoNews() throws Exception {
    Path image = imageOfPoetry();
    try (Stream<Path> jars = Files.list(image.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        Files.setLastModifiedTime(jar, Files.getLastModifiedTime(Project.file("pom.xml")));
      }
    }
    assertRunsQuietly();
  }

  @Test
  void whatIsNotBuiltAndMayNotBeBuiltIsAnError() throws Exception {
    Path copy = copyOfLaunchers("", "");
    Run run = run(Map.of(), copy.resolve("bin/poetry").toString(), "--version");
    assertThat(run.errors).contains("poetry is not built").contains("TWINE_NO_BUILD");
    assertThat(run.status).isEqualTo(1);
  }

  @Test
  void aServerInAScriptsBackgroundHeedsAnInterrupt() throws Exception {
    assumeThat(run(Map.of(), "env", "--default-signal=INT", "true").status)
        .as("env can undo that a signal is ignored")
        .isZero();
    String script =
        """
        mkfifo "$2"
        "$0" fast-server "$1" >"$2" &
        read -r line <"$2"
        kill -INT $!
        wait $!
        """;
    Run run =
        run(
            Map.of(),
            "bash",
            "-c",
            script,
            poetry().toString(),
            Project.file("poetry/science.txt").toString(),
            elsewhere.resolve("output").toString());
    assertThat(run.errors).isEmpty();
    assertThat(run.status).isZero();
  }

  private void assertRunsQuietly() throws Exception {
    Run run = run(Map.of(), elsewhere.resolve("bin/poetry").toString(), "--help");
    assertThat(run.errors).isEmpty();
    assertThat(run.output).isNotEmpty();
    assertThat(run.status).isZero();
  }

  private static Path poetry() {
    return Project.file("bin/poetry");
  }

  /** A directory that looks like a JDK of the given version, and whose java only echoes. */
  private Path jdk(String version) throws IOException {
    Path home = elsewhere.resolve("jdk " + version);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
    for (String tool : List.of("java", "javac")) {
      Path script = home.resolve("bin").resolve(tool);
      Files.writeString(script, "#!/bin/sh\necho \"this is Java %s: $*\"\n".formatted(version));
      assertThat(script.toFile().setExecutable(true)).isTrue();
    }
    return home;
  }

  /** The launchers without anything that they could launch, changed in one place. */
  private Path copyOfLaunchers(String before, String after) throws IOException {
    copyTree(Project.file("bin"), elsewhere.resolve("bin"));
    Path script = elsewhere.resolve("bin/lib/jdk.sh");
    Files.writeString(script, Files.readString(script).replace(before, after));
    return elsewhere;
  }

  /** The same with a built poetry, to spoil. */
  private Path imageOfPoetry() throws IOException {
    copyOfLaunchers("", "");
    Path image = elsewhere.resolve("poetry/target/image");
    copyTree(Project.file("poetry/target/image"), image);
    return image;
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        if (!Files.isDirectory(file)) {
          Files.copy(file, copy);
        }
      }
    }
  }

  private Run run(Map<String, String> environment, String... command) throws Exception {
    Path output = Files.createTempFile(elsewhere, "output", "");
    Path errors = Files.createTempFile(elsewhere, "errors", "");
    var builder =
        new ProcessBuilder(command)
            .directory(elsewhere.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("TWINE_NO_BUILD", "1");
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ended").isTrue();
    return new Run(
        Files.readString(output, UTF_8), Files.readString(errors, UTF_8), process.exitValue());
  }

  private record Run(String output, String errors, int status) {}
}
