package twine.app.command;

import java.util.List;
import twine.app.service.Service;

/** A plugin, with the arguments that come after its name. */
final class PluginSource implements Source {
  private final String name;

  PluginSource(List<String> words) {
    this.name = words.getFirst();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Service make() {
    throw new UsageException("there is no plugin '" + name + "'; without a name they are listed");
  }
}
