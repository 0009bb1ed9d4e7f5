package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twine.poetry.StagedServer.Client;

/**
 * How the coroutines of a program run, by how it is started. The log says it, if it is asked to;
 * and whatever it says, the poem is the same.
 */
final class CoroutineBackEndIT {
  private static final String CARRIED = "Coroutines are CARRIED.";

  @TempDir Path directory;

  private Path logging;

  @BeforeEach
  void askTheLog() throws Exception {
    logging = directory.resolve("logging.properties");
    Files.writeString(
        logging,
        """
        handlers = java.util.logging.ConsoleHandler
        java.util.logging.ConsoleHandler.level = FINE
        twine.coroutine.level = FINE
        """);
  }

  @Test
  void theLauncherHasThemCarried() throws Exception {
    assertThat(log(List.of(Started.root().resolve("bin/poetry").toString()))).contains(CARRIED);
  }

  @Test
  void theJarHasThemCarried() throws Exception {
    try (var jars = Files.list(lib())) {
      Path jar =
          jars.filter(file -> file.getFileName().toString().startsWith("twine-poetry-"))
              .findFirst()
              .orElseThrow();
      assertThat(log(List.of(java(), "-jar", jar.toString()))).contains(CARRIED);
    }
  }

  @Test
  void whoAsksForNothingHasThemHandedOverAndIsToldWhatIsMissing() throws Exception {
    assertThat(log(List.of(java(), "-cp", lib() + "/*", "twine.poetry.Poetry")))
        .contains("Coroutines are HANDED_OVER", "--add-opens java.base/java.lang=twine.core");
  }

  @Test
  void onTheModulePathItIsTheSame() throws Exception {
    assertThat(
            log(List.of(java(), "-p", lib().toString(), "-m", "twine.poetry/twine.poetry.Poetry")))
        .contains("Coroutines are HANDED_OVER", "--add-opens java.base/java.lang=twine.core");
  }

  /** What client-7, so started, logs. */
  private String log(List<String> start) throws Exception {
    List<String> command = new ArrayList<>(List.of("env"));
    command.add("JDK_JAVA_OPTIONS=-Djava.util.logging.config.file=" + logging);
    command.addAll(start);
    try (StagedServer transforms = StagedServer.listen();
        StagedServer server = StagedServer.listen()) {
      command.addAll(List.of("client-7", transforms.port(), server.port()));
      try (Started program = Started.start(directory, command)) {
        send(server.accept(), "A POEM\n");
        send(transforms.accept(), "7:a poem\n,");
        Ended ended = program.end();
        assertThat(ended.output()).isEqualTo("a poem\n");
        assertThat(ended.status()).isZero();
        return ended.errors();
      }
    }
  }

  private static void send(Client client, String text) throws Exception {
    client.send(text.getBytes(UTF_8));
    client.hangUp();
  }

  private static Path lib() {
    return Started.root().resolve("poetry/target/image/lib");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
