package twine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.annotation.Testable;
import twine.reactor.Reactor;
import twine.testing.Pump;
import twine.trial.engine.Ran;

/** The guide's page about testing: its code is compiled and run, its output compared. */
@Timeout(60)
final class GuideTest {
  private static final Path PAGE = Path.of("..", "docs", "guide", "testing.md");
  private static final Pattern CODE = block("java");
  private static final Pattern OUTPUT = block("text");
  private static final Pattern NAME = Pattern.compile("^final class (\\w+)", Pattern.MULTILINE);

  @TempDir private Path folder;
  private URLClassLoader loader;

  private static Pattern block(String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
  }

  private static List<String> blocks(Pattern kind) throws IOException {
    return kind.matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  /** All code of the page, by the name of the class. */
  private static Map<String, String> classes() throws IOException {
    Map<String, String> classes = new TreeMap<>();
    for (String code : blocks(CODE)) {
      Matcher name = NAME.matcher(code);
      assertThat(name.find()).as("a class in: %s", code).isTrue();
      classes.put(name.group(1), code);
    }
    return classes;
  }

  @BeforeEach
  void compile() throws Exception {
    for (Map.Entry<String, String> each : classes().entrySet()) {
      Files.writeString(folder.resolve(each.getKey() + ".java"), each.getValue());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.list(folder)) {
      List<String> options = List.of("-Xlint:all", "-Werror", "-cp", classPath());
      assertThat(
              compiler
                  .getTask(
                      null,
                      files,
                      null,
                      options,
                      null,
                      files.getJavaFileObjectsFromPaths(sources.toList()))
                  .call())
          .as("whether it compiles")
          .isTrue();
    }
    loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
  }

  /** What a test's class path has, and no more. */
  private static String classPath() {
    return Stream.of(
            Reactor.class,
            Pump.class,
            Trial.class,
            Testable.class,
            Assertions.class,
            org.jspecify.annotations.Nullable.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .distinct()
        .reduce((one, other) -> one + ":" + other)
        .orElseThrow();
  }

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RiddleTest", "ConversationTest", "SolverTest", "RiddlesTest"})
  void itsTestsSucceed(String name) throws Exception {
    assertThat(Ran.tests(loader.loadClass(name)).lines())
        .isNotEmpty()
        .allMatch(line -> line.endsWith(" SUCCESSFUL"));
  }

  @Test
  void theFailureThatItShowsIsTheOneThatComes() throws Exception {
    String message = Ran.tests(loader.loadClass("CarelessTest")).problem().getMessage();
    assertThat(withoutChance(message + "\n")).isEqualTo(withoutChance(blocks(OUTPUT).getFirst()));
  }

  /** Identity hash codes change from run to run. */
  private static String withoutChance(String text) {
    return text.replaceAll("0x[0-9a-f]+", "0x…");
  }
}
