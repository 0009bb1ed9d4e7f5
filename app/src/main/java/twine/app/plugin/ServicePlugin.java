package twine.app.plugin;

import picocli.CommandLine.Model.CommandSpec;
import twine.app.service.Service;

/**
 * Makes a service out of what a person says on a command line (Twisted's {@code IServiceMaker}).
 *
 * <p>The usual plugin has annotations of picocli: {@code @Command} for its name and description,
 * {@code @Option} and {@code @Parameters} on the fields that take the values. One that has to be
 * quick to start overrides {@link #spec} instead, since reading annotations takes its time.
 *
 * <p>Found by {@link java.util.ServiceLoader}, so it has a public constructor without parameters,
 * which should do nothing: plugins are made to be listed, too.
 */
public interface ServicePlugin {

  /**
   * Its name, its description, and what it understands; called once.
   *
   * @return what the annotations of its class say, unless overridden
   */
  default CommandSpec spec() {
    return CommandSpec.forAnnotatedObject(this);
  }

  /**
   * Makes the service, without starting anything, when the command line has been read.
   *
   * @throws picocli.CommandLine.ParameterException if what was said there cannot be
   * @throws Exception if it cannot be made for another reason
   */
  Service makeService() throws Exception;
}
