package twine.poetry.plugin;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import twine.app.plugin.ServicePlugin;
import twine.app.service.Service;
import twine.poetry.command.Arguments;
import twine.poetry.command.UsageException;

/** What the plugins have in common: a command line that is built by hand, as that is quicker. */
abstract class PoetryPlugin implements ServicePlugin {
  private final CommandSpec spec;

  PoetryPlugin(String name, String description, List<Arguments> arguments) {
    spec = CommandSpec.create().name(name);
    spec.usageMessage().description(description);
    arguments.forEach(some -> some.addTo(spec));
  }

  @Override
  public final CommandSpec spec() {
    return spec;
  }

  @Override
  public final Service makeService() {
    try {
      return make();
    } catch (UsageException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /**
   * Makes the service.
   *
   * @throws UsageException if what the command line says cannot be
   */
  abstract Service make();
}
