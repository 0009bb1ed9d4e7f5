package twine.poetry.part10;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.loop.Chance;
import twine.poetry.command.Arguments;

/** Where the engine's moods come from. */
final class Mood implements Arguments {
  private final OptionSpec seed =
      OptionSpec.builder("--seed")
          .paramLabel("N")
          .type(Long.class)
          .hidden(true)
          .description("Make the same choices each time; for tests.")
          .build();

  @Override
  public void addTo(CommandSpec command) {
    command.addOption(seed);
  }

  /** The seed's random numbers, or the reactor's if no seed was given. */
  RandomGenerator chance(Chance reactor) {
    @Nullable Long given = seed.getValue();
    return given == null ? reactor.random() : new SplittableRandom(given);
  }
}
