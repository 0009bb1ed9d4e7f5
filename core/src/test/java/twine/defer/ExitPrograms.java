package twine.defer;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The programs that {@link ProcessExitTest} runs to their end. */
final class ExitPrograms {
  private ExitPrograms() {}

  public static void main(String[] arguments) {
    if (arguments[0].equals("logging")) {
      Logger.getLogger("some.program").log(Level.INFO, "Logging is in use.");
    }
    Deferred<String> deferred = new Deferred<>();
    deferred.errback(new IOException("oops"));
    if (arguments[0].equals("handling")) {
      deferred.handle(_ -> {});
    }
    System.out.println("Finished");
    if (arguments[0].equals("exiting")) {
      System.exit(3);
    }
  }
}
