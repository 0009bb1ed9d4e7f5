package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/deferred-simulator}, in a process of its own. */
@Tag("P9.5")
final class SimulatorIT {
  @TempDir Path directory;

  private Ended run(String input, String... options) throws Exception {
    Path typed = Files.writeString(directory.resolve("typed"), input);
    List<String> command = new ArrayList<>();
    command.add(Started.root().resolve("bin/deferred-simulator").toString());
    command.addAll(List.of(options));
    try (Started simulator = Started.start(directory, command, typed)) {
      return simulator.end();
    }
  }

  @Test
  void threeDrawingsFollowTheEmptyLine() throws Exception {
    Ended ended = run("r good f bad\nf googly p\n\nnever read\n");
    assertThat(ended.status()).isZero();
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.lines().getFirst())
        .containsSubsequence("Deferred", "d.callback(initial)", "d.errback(initial*)");
    assertThat(ended.output()).contains("return good", "googly*", "bad*");
  }

  @Test
  void wrongLinesAreToldAndLeftOut() throws Exception {
    Ended ended = run("bogus\nr good p\np\n", "--narrow");
    assertThat(ended.status()).isZero();
    assertThat(ended.errors().lines())
        .containsExactly(
            "deferred-simulator: line 1: the callback cannot 'bogus', only return, fail or"
                + " passthru (r, f, p)",
            "deferred-simulator: line 3: the errback is missing");
    assertThat(ended.output()).contains("return good");
  }

  @Test
  void withoutAPairThereIsNothingToDraw() throws Exception {
    Ended ended = run("\n");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.output()).isEmpty();
    assertThat(ended.errors()).contains("no pair").contains("Usage: deferred-simulator");
  }

  @Test
  void aFigureIsWrittenOnRequest() throws Exception {
    Path figure = directory.resolve("figure.svg");
    assertThat(run("p r d1", "--svg", figure.toString()).status()).isZero();
    assertThat(Files.readString(figure, StandardCharsets.UTF_8)).startsWith("<svg").contains("d1");
  }

  @Test
  void aFigureThatCannotBeWrittenIsNamed() throws Exception {
    Path figure = directory.resolve("no such directory/figure.svg");
    Ended ended = run("p p", "--svg", figure.toString());
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors().lines()).hasSize(1).first().asString().contains(figure.toString());
  }
}
