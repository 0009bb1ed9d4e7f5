package twine.poetry.part10;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import twine.loop.Chance;

/** Where the engine's moods come from. */
final class Mood {
  @Option(
      names = "--seed",
      paramLabel = "N",
      hidden = true,
      description = "Make the same choices each time; for tests.")
  private @Nullable Long seed;

  /** The seed's random numbers, or the reactor's if no seed was given. */
  RandomGenerator chance(Chance reactor) {
    return seed == null ? reactor.random() : new SplittableRandom(seed);
  }
}
