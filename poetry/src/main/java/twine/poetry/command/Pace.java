package twine.poetry.command;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How slowly a slow server sends. */
public final class Pace {
  @Option(
      names = "--num-bytes",
      paramLabel = "N",
      defaultValue = "10",
      converter = Numbers.Count.class,
      description = "How many bytes to send at a time; ${DEFAULT-VALUE} if this is left out.")
  private int numBytes;

  @Option(
      names = "--delay",
      paramLabel = "S",
      defaultValue = "0.1",
      converter = Numbers.Delay.class,
      description = "How many seconds to wait in between; ${DEFAULT-VALUE} if this is left out.")
  private Duration delay = Duration.ZERO;

  /** For picocli, which fills it in. */
  public Pace() {}

  /** How many bytes to send at a time, at least 1. */
  public int numBytes() {
    return numBytes;
  }

  /** How long to wait after each time. */
  public Duration delay() {
    return delay;
  }
}
