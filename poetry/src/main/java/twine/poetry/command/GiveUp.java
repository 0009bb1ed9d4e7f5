package twine.poetry.command;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long to wait for a poem; for the clients that the book's exercises give a time-out. */
public final class GiveUp {
  @Option(
      names = "--timeout",
      paramLabel = "S",
      converter = Numbers.Timeout.class,
      description = "Give a poem up if it is not complete after so many seconds.")
  private @Nullable Duration timeout;

  /** For picocli, which fills it in. */
  public GiveUp() {}

  /** The time, if one was given. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }
}
