package twine.poetry.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How slowly a server sends. */
public final class Pace implements Arguments {
  private static final int USUAL_NUM_BYTES = 10;
  private static final Duration USUAL_DELAY = Duration.ofMillis(100);

  private final OptionSpec numBytes =
      OptionSpec.builder("--num-bytes")
          .paramLabel("N")
          .type(Integer.class)
          .converters(Numbers::count)
          .description("How many bytes to send at a time; usually 10.")
          .build();

  private final OptionSpec delay =
      OptionSpec.builder("--delay")
          .paramLabel("S")
          .type(Duration.class)
          .converters(Numbers::delay)
          .description("How many seconds to wait in between; usually 0.1.")
          .build();

  @Override
  public void addTo(CommandSpec command) {
    command.addOption(numBytes).addOption(delay);
  }

  /** Whether the command line says anything of it. */
  public boolean isGiven() {
    return numBytes.getValue() != null || delay.getValue() != null;
  }

  /** How many bytes to send at a time, at least 1. */
  public int numBytes() {
    @Nullable Integer given = numBytes.getValue();
    return given == null ? USUAL_NUM_BYTES : given;
  }

  /** How long to wait after each time. */
  public Duration delay() {
    @Nullable Duration given = delay.getValue();
    return given == null ? USUAL_DELAY : given;
  }
}
