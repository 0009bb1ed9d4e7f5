package twine.examples;

import java.io.File;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * Runs a script in this JVM as if it had one of its own: with classes that nobody has used, so that
 * no reactor is installed, and with standard output and standard error for itself.
 */
final class IsolatedRun {
  private static final Logger ROOT_LOGGER = Logger.getLogger("");

  private IsolatedRun() {}

  /** Runs it to its end, and gives what it printed. */
  static List<String> of(Example example) throws Exception {
    var terminal = new Terminal();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    Handler[] handlersBefore = ROOT_LOGGER.getHandlers();
    System.setOut(terminal.output());
    System.setErr(terminal.errors());
    // What stands there now prints on the standard error that was.
    exchange(handlersBefore, new ConsoleHandler());
    try {
      inside(example).run();
    } finally {
      exchange(ROOT_LOGGER.getHandlers(), handlersBefore);
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
    return Transcript.of(example, terminal.lines());
  }

  private static void exchange(Handler[] before, Handler... after) {
    for (Handler handler : before) {
      ROOT_LOGGER.removeHandler(handler);
    }
    for (Handler handler : after) {
      ROOT_LOGGER.addHandler(handler);
    }
  }

  /** The loader stays open: the engine has something to do yet when the JVM ends. */
  private static Runnable inside(Example example)
      throws ReflectiveOperationException, MalformedURLException {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry).toUri().toURL());
    }
    var loader =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    var constructor =
        loader
            .loadClass(InsideRun.class.getName())
            .getDeclaredConstructor(String.class, boolean.class);
    constructor.setAccessible(true);
    return (Runnable) constructor.newInstance(example.type(), example.needsTheRealWorld());
  }
}
