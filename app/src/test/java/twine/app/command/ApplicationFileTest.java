package twine.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twine.app.service.Application;
import twine.app.service.Service;

/** Which Java source files define an application, and what is said of those that do not. */
@Tag("P16.6")
final class ApplicationFileTest {
  private static final String IMPORT = "import twine.app.service.*;\n";

  @TempDir private Path directory;

  private ApplicationFile file(String name, String source) throws IOException {
    return new ApplicationFile(Files.writeString(directory.resolve(name), source).toString());
  }

  private Service make(String source) throws Exception {
    return file("Daemon.java", IMPORT + source).make();
  }

  @Test
  void aCompactFileWithAMethodDoes() throws Exception {
    Service made =
        make("Application application() { return new Application(\"a\"); } void main() {}");
    assertThat(made).isInstanceOf(Application.class).hasToString("a");
  }

  @Test
  void aCompactFileWithAFieldDoes() throws Exception {
    assertThat(make("Application application = new Application(\"b\"); void main() {}"))
        .hasToString("b");
  }

  @Test
  void anOrdinaryClassDoesByMethodOrField() throws Exception {
    assertThat(
            make(
                "class Daemon { static Application application() { return new Application(\"c\"); } }"))
        .hasToString("c");
    assertThat(
            make(
                "class Daemon { private final Application application = new Application(\"d\"); }"))
        .hasToString("d");
  }

  @Test
  void theClassThatTheFileIsNamedForComesFirst() throws Exception {
    assertThat(
            make(
                """
                class A { Application application = new Application("of another"); }
                class Daemon { Application application = new Application("its own"); }
                """))
        .hasToString("its own");
  }

  @Test
  void aFileInAPackageDoes() throws Exception {
    var made =
        file(
                "Daemon.java",
                "package some.where; "
                    + IMPORT
                    + "class Daemon { Application application = new Application(\"e\"); }")
            .make();
    assertThat(made.getClass().getName()).isEqualTo(Application.class.getName());
  }

  @Test
  void anyServiceWillDo() throws Exception {
    assertThat(make("Service application() { return new MultiService(); } void main() {}"))
        .hasToString("MultiService");
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    make("Application application = new Application(\"f\"); void main() {}");
    assertThat(directory.toFile().list()).containsExactly("Daemon.java");
  }

  @Test
  void aFileWithoutOneIsToldWhatItTakes() {
    assertThatThrownBy(() -> make("void main() {}"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("Daemon.java defines no application")
        .hasMessageContaining("'Application application()'");
  }

  @Test
  void nullIsNone() {
    assertThatThrownBy(() -> make("Application application() { return null; } void main() {}"))
        .isInstanceOf(FailedException.class)
        .hasMessageEndingWith("Daemon.java: its application is null");
  }

  @Test
  void aMistakeIsPrintedAsTheCompilerDoesWithItsLine() throws Exception {
    ApplicationFile file =
        file(
            "Daemon.java",
            IMPORT + "\nApplication application() { return new Aplication(); }\nvoid main() {}");
    var printed = new ByteArrayOutputStream();
    PrintStream errors = System.err;
    System.setErr(new PrintStream(printed, true));
    try {
      assertThatThrownBy(file::make)
          .isInstanceOf(FailedException.class)
          .hasMessageEndingWith("Daemon.java does not compile: there is an error in it");
    } finally {
      System.setErr(errors);
    }
    assertThat(printed.toString(UTF_8))
        .contains("Daemon.java:3: error: cannot find symbol")
        .contains("symbol:   class Aplication");
  }

  @Test
  void whatItThrowsIsSaidWithItsLine() {
    assertThatThrownBy(() ->
            make(
                """
                Application application() {
                  throw new IllegalStateException("no poem today");
                }
                void main() {}
                """))
        .isInstanceOf(FailedException.class)
        .hasMessageEndingWith("Daemon.java:3: no poem today");
  }

  @Test
  void whatItsInitializerThrowsIsSaidWithItsLine() {
    assertThatThrownBy(() ->
            make(
                "class Daemon { static int none = 1 / 0; static Application application() { return null; } }"))
        .isInstanceOf(FailedException.class)
        .hasMessageEndingWith("Daemon.java:2: / by zero");
  }

  @Test
  void whatCannotBeCompiledAtAllIsAMistakeOfTheCommandLine() throws Exception {
    assertThatThrownBy(new ApplicationFile(directory.resolve("No.java").toString())::make)
        .isInstanceOf(UsageException.class)
        .hasMessageEndingWith("No.java: there is no such file");
    assertThatThrownBy(new ApplicationFile(directory.toString())::make)
        .isInstanceOf(UsageException.class)
        .hasMessageEndingWith("is a directory, not a Java source file");
    assertThatThrownBy(file("daemon.tac", "")::make)
        .isInstanceOf(UsageException.class)
        .hasMessageEndingWith("daemon.tac is not called as a Java source file is, .java");
  }
}
