package twine.trial.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes several processes to see. */
@Tag("P15.4")
final class JobsIT {
  @TempDir private Path directory;

  /** Each of two classes waits for the other to run: with one job neither would end. */
  @Test
  void classesRunAtTheSameTimeAndAreToldInTheirOrder() throws Exception {
    Place place = new Place(directory);
    for (String[] names : new String[][] {{"One", "Two"}, {"Two", "One"}}) {
      place.tests(
          names[0],
          """
          @Trial @TimeLimit(50) void meetsTheOther(Reactor reactor) throws Exception {
            System.out.println("here is %1$s");
            System.getLogger("logger").log(System.Logger.Level.INFO, "logged by %1$s");
            java.nio.file.Files.createFile(java.nio.file.Path.of("%1$s"));
            while (!java.nio.file.Files.exists(java.nio.file.Path.of("%2$s"))) {
              twine.coroutine.Coroutine.await(
                  twine.task.Tasks.deferLater(reactor, java.time.Duration.ofMillis(5), () -> 0));
            }
          }
          """
              .formatted((Object[]) names));
    }
    Ended ended = Launched.run(directory, "--jobs", "2", "Two.java", "One.java", "NoSuch.java");
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.output())
        .matches(
            """
            (?s)Two
              meetsTheOther \\.\\.\\.
            here is Two
              meetsTheOther \\.\\.\\. +\\[OK]
            One
              meetsTheOther \\.\\.\\.
            here is One
              meetsTheOther \\.\\.\\. +\\[OK]
            NoSuch.java \\.\\.\\. +\\[ERROR]
            .*\
            """);
    assertThat(ended.sum()).isEqualTo("FAILED (errors=1, successes=2)");
    assertThat(place.log())
        .containsSubsequence(
            "--> Two.meetsTheOther <--",
            "logged by Two",
            "--> One.meetsTheOther <--",
            "logged by One");
  }

  @Test
  void aProcessThatDiesIsOneErrorAndTheRunGoesOn() throws Exception {
    new Place(directory)
        .tests(
            "Dying",
            """
            @Trial void atFirst() {}
            @Trial void dies() throws Exception {
              System.class.getMethod("exit", int.class).invoke(null, 7);
            }
            """)
        .tests("Fine", "@Trial void isFine() {}");
    Ended ended = Launched.run(directory, "--jobs", "1", "Dying.java", "Fine.java");
    assertThat(ended.verdict("atFirst")).isEqualTo("[OK]");
    assertThat(ended.verdict("dies")).isEqualTo("[ERROR]");
    assertThat(ended.output()).contains("the process in which it ran has ended, with status 7");
    assertThat(ended.verdict("isFine")).isEqualTo("[OK]");
    assertThat(ended.sum()).isEqualTo("FAILED (errors=1, successes=2)");
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  void withoutJobsTheEndOfTheProcessIsStillAnErrorAndTheSumIsTold() throws Exception {
    new Place(directory)
        .tests(
            "Dying",
            """
            @Trial void atFirst() {}
            @Trial void dies() throws Exception {
              System.class.getMethod("exit", int.class).invoke(null, 0);
            }
            """);
    Ended ended = Launched.run(directory, "Dying.java");
    assertThat(ended.verdict("dies")).isEqualTo("[ERROR]");
    assertThat(ended.output()).contains("the process was ended here");
    assertThat(ended.sum()).isEqualTo("FAILED (errors=1, successes=1)");
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  void anInterruptEndsTheRunWithWhatThereIs() throws Exception {
    new Place(directory)
        .tests("Waiting", "@Trial Deferred<?> waits() { return new Deferred<>(); }");
    Process process = Launched.start(directory, "Waiting.java");
    try (BufferedReader output = process.inputReader(UTF_8)) {
      assertThat(output.readLine()).isEqualTo("Waiting");
      while (!Files.readString(directory.resolve("_trial_temp/test.log")).contains("waits")) {
        Thread.onSpinWait();
      }
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertThat(output.lines()).contains("FAILED (errors=1)");
      assertThat(process.waitFor()).isEqualTo(1);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void twoAtTheSameTimeHaveADirectoryEach() throws Exception {
    new Place(directory)
        .tests("Waiting", "@Trial Deferred<?> waits() { return new Deferred<>(); }")
        .tests("Fine", "@Trial void isFine() {}");
    Process process = Launched.start(directory, "Waiting.java");
    try (BufferedReader output = process.inputReader(UTF_8)) {
      assertThat(output.readLine()).isEqualTo("Waiting");
      assertThat(Launched.run(directory, "Fine.java").sum()).isEqualTo("PASSED (successes=1)");
      assertThat(directory.resolve("_trial_temp-1/test.log")).hasContent("--> Fine.isFine <--");
    } finally {
      process.destroyForcibly().waitFor();
    }
    Launched.run(directory, "Fine.java");
    assertThat(directory.resolve("_trial_temp/test.log")).hasContent("--> Fine.isFine <--");
  }
}
