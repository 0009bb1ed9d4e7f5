package twine.trial.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the build runs to train the AOT cache with which {@code bin/trial} starts: it compiles tests
 * of two engines, and has them pass, fail and be skipped.
 */
final class Training {
  private static final String TESTS =
      """
      import module twine.core;
      import static org.junit.jupiter.api.Assertions.assertEquals;
      import static twine.trial.Assertions.assertFailure;
      import org.junit.jupiter.api.Test;
      import twine.testing.simulation.Simulation;
      import twine.trial.*;

      class Trials {
        @Trial
        Deferred<?> aConnectionIsRefused(Reactor reactor) {
          return assertFailure(
              Protocols.readAll(reactor, "127.0.0.1", 1), ConnectionRefusedException.class);
        }

        @Trial
        Deferred<?> somethingIsServed(Reactor reactor) {
          TcpPort port = reactor.listenTcp(0, Factory.of(Poem::new), ListenOptions.LOOPBACK);
          return Protocols.readAll(reactor, "127.0.0.1", port.getHost().port())
              .addAsyncCallback(poem -> port.stopListening());
        }

        static class Poem extends Protocol {
          @Override
          public void connectionMade() {
            transport().loseConnection();
          }
        }

        @Trial
        void fails() {
          assertEquals("one", "other");
        }

        @Skip("on purpose")
        @Trial
        void skipped() {}

        @Simulated
        Deferred<?> simulated(Simulation simulation) {
          return Tasks.deferLater(
              simulation.host("host").reactor(), java.time.Duration.ofHours(1), () -> "later");
        }
      }

      class Plain {
        @Test
        void plain() {
          System.out.println("this is printed");
        }
      }
      """;

  private Training() {}

  public static void main(String[] args) throws IOException {
    Path place = Files.createTempDirectory("trial");
    try {
      Files.writeString(place.resolve("Trials.java"), TESTS);
      var out = new ByteArrayOutputStream();
      var printed = new PrintStream(out, true, UTF_8);
      var trial = new Main(place, printed, printed);
      trial.run("--help");
      trial.run("Trials.java");
      check(out.toString(UTF_8), "FAILED (failures=1, skips=1, successes=4)");
    } finally {
      delete(place);
    }
  }

  /** Training that does something else than what users do would be worthless, and nobody notice. */
  private static void check(String output, String expected) {
    if (!output.contains(expected)) {
      throw new IllegalStateException(output);
    }
  }

  private static void delete(Path place) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(place)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
