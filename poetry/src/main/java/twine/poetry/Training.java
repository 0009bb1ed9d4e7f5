package twine.poetry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the build runs to train the AOT cache with which {@code bin/poetry} starts.
 *
 * <p>A cache remembers the classes of one run, but no single run of a program loads what the others
 * need. So this one asks for everybody's help page, gets a poem with a client of each kind, and
 * then initializes every class of the engine and of the programs.
 */
final class Training {
  private static final List<String> MODULES =
      List.of("twine.core", "twine.protocols", "twine.poetry");
  private static final List<String> CLIENTS =
      List.of("blocking-client", "async-client", "client-4");

  /** The package that needs more modules than are there. */
  private static final String PLUGINS = "twine.poetry.plugin.";

  private Training() {}

  public static void main(String[] args) throws IOException {
    Programs.list().forEach(program -> Poetry.run(program.name(), "--help"));
    getPoems();
    MODULES.forEach(Training::initializeAll);
  }

  private static void getPoems() throws IOException {
    try (var listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> serve(listener));
      for (String client : CLIENTS) {
        Poetry.run(client, Integer.toString(listener.getLocalPort()));
      }
    }
  }

  private static void serve(ServerSocket listener) {
    try {
      for (int i = 0; i < CLIENTS.size(); i++) {
        try (Socket client = listener.accept()) {
          client.getOutputStream().write("This poem is short.\n".getBytes(US_ASCII));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void initializeAll(String module) {
    ResolvedModule resolved = ModuleLayer.boot().configuration().findModule(module).orElseThrow();
    try (ModuleReader reader = resolved.reference().open();
        Stream<String> names = reader.list()) {
      names
          .filter(name -> name.endsWith(".class") && !name.equals("module-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .filter(name -> !name.startsWith(PLUGINS))
          .forEach(Training::initialize);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void initialize(String name) {
    try {
      Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
