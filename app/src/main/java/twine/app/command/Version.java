package twine.app.command;

import java.lang.module.ModuleDescriptor;
import org.jspecify.annotations.Nullable;

/** Which {@code twined} this is. */
final class Version {
  private Version() {}

  static String line() {
    @Nullable ModuleDescriptor descriptor = Version.class.getModule().getDescriptor();
    return "twined "
        + (descriptor == null
            ? "outside its module"
            : descriptor.rawVersion().orElse("unnumbered"));
  }
}
