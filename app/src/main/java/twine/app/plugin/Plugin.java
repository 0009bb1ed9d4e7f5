package twine.app.plugin;

import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.app.service.Service;

/** A plugin that was found, and what it says of itself. */
public final class Plugin {
  private static final Pattern NAME = Pattern.compile("[\\p{Alnum}][\\p{Alnum}._-]*");
  private static final String HELP = "--help";

  private final ServicePlugin maker;
  private final CommandSpec spec;
  private final String name;

  /**
   * Asks a plugin what it is.
   *
   * @throws IllegalArgumentException if it has no name that can be typed
   */
  Plugin(ServicePlugin maker) {
    this.maker = maker;
    this.spec = maker.spec();
    this.name = spec.name();
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not a name for a plugin");
    }
    if (spec.findOption(HELP) == null) {
      spec.addOption(
          OptionSpec.builder(spec.findOption("-h") == null ? new String[] {"-h", HELP} : help())
              .usageHelp(true)
              .description("Show this help and exit.")
              .build());
    }
  }

  private static String[] help() {
    return new String[] {HELP};
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** What it is, in one line; empty if it does not say. */
  public String description() {
    return Arrays.stream(spec.usageMessage().description()).findFirst().orElse("");
  }

  /**
   * What reads its command line and prints its help page, for a program that is called so.
   *
   * @param command such as {@code twined fastpoetry}
   */
  public CommandLine commandLine(String command) {
    return new CommandLine(spec.name(command));
  }

  /**
   * Makes the service, when the command line has been read.
   *
   * @throws picocli.CommandLine.ParameterException if what was said there cannot be
   * @throws Exception if it cannot be made for another reason
   */
  public Service makeService() throws Exception {
    return maker.makeService();
  }

  /** The class that it was made of. */
  String className() {
    return maker.getClass().getName();
  }

  @Override
  public String toString() {
    return name;
  }
}
