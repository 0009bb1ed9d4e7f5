package twine.app.command;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import twine.app.plugin.Plugin;
import twine.app.service.Service;

/** A plugin, with the arguments that come after its name. */
final class PluginSource implements Source {
  private final Plugin plugin;
  private final CommandLine commandLine;

  /**
   * Reads the arguments.
   *
   * @throws ParameterException if the plugin does not understand them
   */
  PluginSource(Plugin plugin, List<String> arguments) {
    this.plugin = plugin;
    this.commandLine = plugin.commandLine("twined " + plugin.name());
    commandLine.parseArgs(arguments.toArray(String[]::new));
  }

  /** Prints the plugin's help page, if that is what is wanted of it. */
  boolean answersForHelp() {
    if (commandLine.isUsageHelpRequested()) {
      commandLine.usage(System.out);
    }
    return commandLine.isUsageHelpRequested();
  }

  @Override
  public String name() {
    return plugin.name();
  }

  @Override
  public Service make() throws FailedException {
    try {
      return plugin.makeService();
    } catch (ParameterException e) {
      throw e;
    } catch (Exception e) {
      throw new FailedException(plugin.name() + ": " + Reasons.of(e), e);
    }
  }
}
