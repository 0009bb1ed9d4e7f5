package twine.app.plugin;

import picocli.CommandLine.Model.CommandSpec;
import twine.app.service.MultiService;
import twine.app.service.Service;

/** A plugin whose command line is built by hand. */
public final class OnTheClassPath implements ServicePlugin {

  @Override
  public CommandSpec spec() {
    return CommandSpec.create().name("on-the-class-path");
  }

  @Override
  public Service makeService() {
    return new MultiService();
  }
}
