package twine.sketches;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Choosing "the" reactor, which a process can do once: so each test is a process. */
class InstallingReactorsTest {
  private static final String HEADER =
      """
      import module twine.core;

      void attempt(Runnable code) {
        try {
          code.run();
        } catch (RuntimeException e) {
          IO.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  @Tag("P3.4")
  void theFirstUseInstallsTheDefault() throws Exception {
    assertThat(
            run(
                """
                void main() {
                  IO.println(Reactors.names());
                  IO.println(Reactors.installed() == Reactors.installed());
                  IO.println(Reactors.installed());
                  IO.println(Reactors.create() == Reactors.installed());
                }
                """))
        .containsExactly("[nio, nio-poll]", "true", "Reactor[nio, NEW]", "false");
  }

  @Test
  @Tag("P3.5")
  void anotherKindIsChosenBeforeTheFirstUse() throws Exception {
    assertThat(
            run(
                """
                void main() {
                  Reactor chosen = Reactors.install("nio-poll");
                  IO.println(chosen == Reactors.installed());
                  IO.println(chosen);
                }
                """))
        .containsExactly("true", "Reactor[nio-poll, NEW]");
  }

  @Test
  @Tag("P3.5")
  void choosingTooLateIsAClearError() throws Exception {
    assertThat(
            run(
                """
                void main() {
                  Reactors.installed();
                  attempt(() -> Reactors.install("nio-poll"));
                  attempt(() -> Reactors.install(Reactors.create()));
                }
                """))
        .hasSize(2)
        .allMatch(line ->
            line.startsWith(
                "ReactorAlreadyInstalledException: a reactor is installed already"
                    + " (Reactor[nio, NEW])"));
  }

  @Test
  void anUnknownKindIsAnErrorThatNamesTheKnownOnes() throws Exception {
    assertThat(run("void main() { attempt(() -> Reactors.install(\"iocp\")); }"))
        .containsExactly(
            "IllegalArgumentException: there is no reactor named iocp; there are: nio, nio-poll");
  }

  @Test
  void pollAfterTheOtherSelectorSaysWhatToDo() throws Exception {
    String late =
        """
        void main() {
          Reactors.create("nio");
          attempt(() -> IO.println(Reactors.create("nio-poll")));
        }
        """;
    assertThat(run(late))
        .singleElement()
        .asString()
        .startsWith("UnsupportedOperationException: nio-poll: this JVM has used")
        .contains("--add-exports java.base/sun.nio.ch=twine.core");
    assertThat(run(late, "--add-exports", "java.base/sun.nio.ch=twine.core"))
        .containsExactly("Reactor[nio-poll, NEW]");
  }

  @Test
  @Tag("P3.4")
  void insideACallbackTheInstalledReactorIsTheOneThatCalls() throws Exception {
    assertThat(
            run(
                """
                void main() {
                  Reactor other = Reactors.create();
                  other.callWhenRunning(() -> IO.println(Reactors.installed() == other));
                  other.callWhenRunning(other::stop);
                  other.run();
                  IO.println(Reactors.installed() == other);
                }
                """))
        .containsExactly("true", "false");
  }

  private List<String> run(String program, String... options)
      throws IOException, InterruptedException {
    String[] all = new String[options.length + 2];
    all[0] = "--add-modules";
    all[1] = "twine.core,jdk.unsupported";
    System.arraycopy(options, 0, all, 2, options.length);
    Process process = SourceFile.start(folder, "Program.java", HEADER + program, all);
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }
}
