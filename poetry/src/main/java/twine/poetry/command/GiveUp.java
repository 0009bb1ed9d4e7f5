package twine.poetry.command;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How long to wait for a poem; for the clients that the book's exercises give a time-out. */
public final class GiveUp implements Arguments {
  private final OptionSpec timeout =
      OptionSpec.builder("--timeout")
          .paramLabel("S")
          .type(Duration.class)
          .converters(Numbers::timeout)
          .description("Give a poem up if it is not complete after so many seconds.")
          .build();

  @Override
  public void addTo(CommandSpec command) {
    command.addOption(timeout);
  }

  /** The time, if one was given. */
  public Optional<Duration> timeout() {
    @Nullable Duration time = timeout.getValue();
    return Optional.ofNullable(time);
  }
}
