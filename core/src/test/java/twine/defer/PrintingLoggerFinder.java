package twine.defer;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** A logging system that is not the JDK's own, for {@link ProcessExitTest}. */
public final class PrintingLoggerFinder extends System.LoggerFinder {

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new PrintingLogger(name);
  }

  private record PrintingLogger(String name) implements System.Logger {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      System.out.println(name + " " + level + " " + message + " " + new Failure(thrown).describe());
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object... parameters) {
      System.out.println(name + " " + level + " " + format);
    }
  }
}
