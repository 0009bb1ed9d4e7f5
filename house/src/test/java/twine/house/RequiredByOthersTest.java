package twine.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A module of somebody else's, which requires one of ours, compiles without a word. */
final class RequiredByOthersTest {
  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> aModuleOfAUsersCompiles() {
    return TwineModules.all().stream()
        .map(module -> module.descriptor().name())
        .map(name -> DynamicTest.dynamicTest(name, () -> assertThat(compile(name)).isEmpty()));
  }

  /** What the compiler has to say of it. */
  private String compile(String required) throws IOException {
    Path sources = Files.createDirectory(directory.resolve(required));
    Path descriptor = sources.resolve("module-info.java");
    Files.writeString(descriptor, "module users { requires " + required + "; }");
    Path main = Files.createDirectory(sources.resolve("users")).resolve("Main.java");
    Files.writeString(
        main,
        """
        package users;
        import module %s;
        final class Main {}
        """
            .formatted(required));
    var said = new StringWriter();
    var writer = new PrintWriter(said);
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    javac.run(
        writer,
        writer,
        "-Xlint:all,-path",
        "-d",
        sources.resolve("out").toString(),
        "-p",
        pathWithoutAnnotations(),
        descriptor.toString(),
        main.toString());
    return said.toString();
  }

  /** Everything that a user may have, but not the annotations of nullness. */
  private static String pathWithoutAnnotations() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("jspecify"))
        .filter(entry -> !entry.contains("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
