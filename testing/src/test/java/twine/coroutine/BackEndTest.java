package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the back end is chosen. The tests of this package are run twice, by the build, once on each;
 * {@code java.lang} is open in both runs, so the fast one is what is chosen unless the other is
 * demanded.
 */
@Timeout(60)
class BackEndTest {
  private static final String OPEN = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  @TempDir Path directory;

  @Test
  void itIsTheOneThatThisRunIsAbout() {
    boolean demanded = System.getProperty("twine.coroutine", "").equals("handed-over");
    assertThat(Coroutine.backEnd()).isEqualTo(demanded ? BackEnd.HANDED_OVER : BackEnd.CARRIED);
  }

  /**
   * Checks that a program with coroutines says that {@code expected} is what it runs on, and runs.
   */
  private static void checkRunsOn(
      BackEnd expected, Map<String, String> environment, String... options) throws Exception {
    checkRunsOn(expected, environment, List.of(options), Forked.crowd("suspended", 10));
  }

  private static void checkRunsOn(
      BackEnd expected, Map<String, String> environment, List<String> options, List<String> program)
      throws Exception {
    Forked.Ended ended = Forked.java(environment, options, program);
    assertThat(ended.output()).containsOnlyOnce("" + expected).contains("sum 20");
    assertThat(ended.status()).isZero();
  }

  @Test
  void whoSetsNothingUpHasTheOneThatNeedsNothing() throws Exception {
    checkRunsOn(BackEnd.HANDED_OVER, Map.of());
  }

  @Test
  void whoOpensJavaLangHasTheFastOne() throws Exception {
    checkRunsOn(BackEnd.CARRIED, Map.of(), OPEN);
  }

  @Test
  void theEnvironmentMayOpenIt() throws Exception {
    checkRunsOn(BackEnd.CARRIED, Map.of("JDK_JAVA_OPTIONS", OPEN));
  }

  @Test
  void theManifestOfAProgramMayOpenIt() throws Exception {
    checkRunsOn(
        BackEnd.CARRIED,
        Map.of(),
        List.of("-jar", jarThatOpensJavaLang().toString()),
        List.of("suspended", "10"));
  }

  private Path jarThatOpensJavaLang() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" "));
    var manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, CrowdPrograms.class.getName());
    attributes.put(Attributes.Name.CLASS_PATH, classPath);
    attributes.putValue("Add-Opens", "java.base/java.lang");
    Path jar = directory.resolve("program.jar");
    try (var file = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      file.finish();
    }
    return jar;
  }

  @Test
  void theOtherOneMayBeDemanded() throws Exception {
    checkRunsOn(BackEnd.HANDED_OVER, Map.of(), OPEN, "-Dtwine.coroutine=handed-over");
  }

  @Test
  void theLogSaysWhichOneItIs() throws Exception {
    Path logging = directory.resolve("logging.properties");
    Files.writeString(
        logging,
        """
        handlers=java.util.logging.ConsoleHandler
        java.util.logging.ConsoleHandler.level=ALL
        twine.coroutine.level=FINE
        """);
    String configured = "-Djava.util.logging.config.file=" + logging;
    assertThat(logOf(configured, OPEN)).contains("Coroutines are CARRIED.");
    assertThat(logOf(configured))
        .contains("Coroutines are HANDED_OVER")
        .contains("--add-opens java.base/java.lang=twine.core");
  }

  private static String logOf(String... options) throws Exception {
    return Forked.java(Map.of(), List.of(options), Forked.crowd("suspended", 1)).output();
  }
}
