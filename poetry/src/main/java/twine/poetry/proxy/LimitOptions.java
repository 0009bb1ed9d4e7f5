package twine.poetry.proxy;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.loop.Seconds;
import twine.poetry.command.Arguments;
import twine.poetry.command.Numbers;

/** How far the proxy goes, as it is told on the command line. */
public final class LimitOptions implements Arguments {
  private final OptionSpec expire =
      OptionSpec.builder("--expire")
          .paramLabel("S")
          .type(Duration.class)
          .converters(Numbers::delay)
          .defaultValue(Seconds.of(Limits.USUAL.expiry()))
          .description(
              "Get the poem again when it is older than so many seconds; ${DEFAULT-VALUE}, two "
                  + "hours, if this is left out.")
          .build();

  private final OptionSpec timeout =
      OptionSpec.builder("--timeout")
          .paramLabel("S")
          .type(Duration.class)
          .converters(Numbers::timeout)
          .defaultValue(Seconds.of(Limits.USUAL.patience()))
          .description(
              "Give the poem up when nothing has come from the server for so many seconds, or when "
                  + "a transform takes longer; ${DEFAULT-VALUE} if this is left out.")
          .build();

  private final OptionSpec maxSize =
      OptionSpec.builder("--max-size")
          .paramLabel("BYTES")
          .type(Integer.class)
          .converters(Numbers::count)
          .defaultValue(Integer.toString(Limits.USUAL.maxSize()))
          .description(
              "Give the poem up when it is longer than that; ${DEFAULT-VALUE}, 10 MiB, if this "
                  + "is left out.")
          .build();

  @Override
  public void addTo(CommandSpec command) {
    command.addOption(expire).addOption(timeout).addOption(maxSize);
  }

  /** What was said, and else what is usual. */
  public Limits limits() {
    return new Limits(expire.getValue(), timeout.getValue(), maxSize.<Integer>getValue());
  }
}
