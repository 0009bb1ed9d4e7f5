package twine.trial.command;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link Worker} is told, and what it says besides its news. */
sealed interface Work extends Serializable {

  /** Comes first. */
  final class Setup implements Work {
    private static final long serialVersionUID = 1L;

    private final String[] classPath;
    private final @Nullable Long seed;

    /** Says where tests' classes are, and the seed of simulated ones if one was given. */
    Setup(List<Path> classPath, Optional<Long> seed) {
      this.classPath =
          classPath.stream().map(path -> path.toAbsolutePath().toString()).toArray(String[]::new);
      this.seed = seed.orElse(null);
    }

    List<Path> classPath() {
      return List.of(classPath).stream().map(Path::of).toList();
    }

    Optional<Long> seed() {
      return Optional.ofNullable(seed);
    }
  }

  /** A step to be run. */
  final class Task implements Work {
    private static final long serialVersionUID = 1L;

    private final String[] ids;
    private final int pass;

    Task(Step.Run run, int pass) {
      this.ids = run.ids().toArray(String[]::new);
      this.pass = pass;
    }

    Step.Run run() {
      return new Step.Run(List.of(ids));
    }

    int pass() {
      return pass;
    }
  }

  /** What the worker says when it has run a step. */
  record Done() implements Work {}
}
