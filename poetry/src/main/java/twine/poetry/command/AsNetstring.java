package twine.poetry.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Whether poems travel as netstrings (Part 12, exercise 6). A bare poem ends where the connection
 * ends, so that one that is cut short looks like a shorter poem; a netstring says beforehand how
 * long it is.
 */
public final class AsNetstring implements Arguments {
  private final OptionSpec netstring;

  /** The option, with what its help says about it. */
  public AsNetstring(String description) {
    netstring =
        OptionSpec.builder("--netstring").type(Boolean.class).description(description).build();
  }

  @Override
  public void addTo(CommandSpec command) {
    command.addOption(netstring);
  }

  /** Whether the option was given. */
  public boolean isGiven() {
    @Nullable Boolean given = netstring.getValue();
    return given != null && given;
  }
}
