package twine.poetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What the build runs to train the AOT cache with which {@code bin/poetry} starts.
 *
 * <p>A cache remembers the classes of one run, but no single run of a program loads what the others
 * need. So this one asks for everybody's help page, and then initializes every class of the engine
 * and of the programs.
 */
final class Training {
  private static final List<String> MODULES = List.of("twine.core", "twine.poetry");

  private Training() {}

  public static void main(String[] args) {
    CommandLine poetry = Poetry.commandLine();
    poetry.execute("--help");
    poetry.getSubcommands().keySet().forEach(program -> poetry.execute(program, "--help"));
    MODULES.forEach(Training::initializeAll);
  }

  private static void initializeAll(String module) {
    ResolvedModule resolved = ModuleLayer.boot().configuration().findModule(module).orElseThrow();
    try (ModuleReader reader = resolved.reference().open();
        Stream<String> names = reader.list()) {
      names
          .filter(name -> name.endsWith(".class") && !name.equals("module-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
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
