package twine.trial.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import twine.trial.command.Target.Classes;
import twine.trial.command.Target.Named;
import twine.trial.command.Target.Nothing;
import twine.trial.command.Target.Sources;
import twine.trial.report.Result;
import twine.trial.report.TestName;

/**
 * Makes steps of the command's arguments, in their order; what cannot be run is told in its place.
 */
final class Finder implements AutoCloseable {
  private final Compiler compiler;
  private final Discovery discovery;
  private final List<Path> classPath;
  private final TestLoader loader;
  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final Set<Step> found = new HashSet<>();

  /**
   * Compiles what has to be compiled.
   *
   * @param place where paths are looked for
   * @param extra where classes are looked for
   * @param output where class files go
   */
  Finder(List<String> arguments, Path place, List<Path> extra, Path output) {
    arguments.forEach(argument -> targets.put(argument, Target.of(argument, place)));
    List<Path> given =
        Stream.concat(
                extra.stream(),
                targets.values().stream()
                    .mapMulti((target, each) -> {
                      if (target instanceof Classes classes) {
                        each.accept(classes.directory());
                      }
                    }))
            .map(Path.class::cast)
            .toList();
    this.compiler = new Compiler(output, given);
    this.classPath = Stream.concat(Stream.of(output), given.stream()).toList();
    compiler.compile(
        targets.values().stream()
            .flatMap(target -> target instanceof Sources some ? some.files().stream() : null)
            .toList());
    this.loader = new TestLoader(classPath);
    this.discovery = new Discovery(loader);
  }

  /** Where the tests' classes are found, in order. */
  List<Path> classPath() {
    return classPath;
  }

  /** What loads them in this process. */
  TestLoader loader() {
    return loader;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  /** All that is to be done. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    targets.forEach((argument, target) -> steps.addAll(steps(argument, target)));
    return steps;
  }

  private List<Step> steps(String argument, Target target) {
    List<Step> steps =
        switch (target) {
          case Nothing nothing -> List.of(tell(argument, nothing.why()));
          case Named named -> ofNamed(argument, named);
          case Sources sources ->
              sources.files().stream()
                  .flatMap(file -> ofSource(argument, file, sources.method()).stream())
                  .toList();
          case Classes classes ->
              Target.filesBelow(classes.directory(), ".class").stream()
                  .map(file -> className(classes.directory().relativize(file)))
                  .filter(name -> !name.endsWith("-info"))
                  .flatMap(name -> ofClass(name, Optional.empty()).stream())
                  .toList();
        };
    return steps.isEmpty()
        ? List.of(tell(argument, "no tests were found there"))
        : steps.stream().filter(found::add).toList();
  }

  private static String className(Path file) {
    String name = file.toString();
    return name.substring(0, name.length() - ".class".length())
        .replace(file.getFileSystem().getSeparator(), ".");
  }

  private List<Step> ofSource(String argument, Path file, Optional<String> method) {
    @Nullable String errors = compiler.errorsOf(file);
    if (errors != null) {
      String name = argument.endsWith(".java") ? argument : file.toString();
      return List.of(tell(name, "it cannot be compiled:\n" + errors));
    }
    List<Step> steps =
        compiler.classesOf(file).stream().flatMap(name -> ofClass(name, method).stream()).toList();
    return steps.isEmpty() && method.isPresent()
        ? List.of(tell(argument, "there is no test of that name"))
        : steps;
  }

  /** A class's name; behind the last dot may also be a class inside of it, or a test. */
  private List<Step> ofNamed(String argument, Named named) {
    String name = named.name();
    int dot = name.lastIndexOf('.');
    if (exists(name)) {
      return ofNamed(argument, name, named.method());
    }
    if (dot >= 0) {
      String outer = name.substring(0, dot);
      String last = name.substring(dot + 1);
      if (exists(outer + "$" + last)) {
        return ofNamed(argument, outer + "$" + last, named.method());
      }
      if (named.method().isEmpty() && exists(outer)) {
        return ofNamed(argument, outer, Optional.of(last));
      }
    }
    return List.of(
        tell(
            argument,
            "there is no class %s in %s"
                .formatted(
                    name,
                    classPath.stream().map(Path::toString).collect(Collectors.joining(", ")))));
  }

  private List<Step> ofNamed(String argument, String name, Optional<String> method) {
    List<Step> steps = ofClass(name, method);
    return steps.isEmpty() && method.isPresent()
        ? List.of(tell(argument, "%s has no test %s".formatted(name, method.get())))
        : steps;
  }

  /** Whether there is such a class, be it that it cannot be loaded. */
  private boolean exists(String name) {
    try {
      Class.forName(name, false, loader);
      return true;
    } catch (ClassNotFoundException _) {
      return false;
    } catch (LinkageError _) {
      return loader.getResource(name.replace('.', '/') + ".class") != null;
    }
  }

  private List<Step> ofClass(String name, Optional<String> method) {
    try {
      return discovery.find(Class.forName(name, false, loader), method);
    } catch (ClassNotFoundException | LinkageError e) {
      return List.of(tell(name, "it cannot be loaded: " + e));
    }
  }

  private static Step tell(String name, String why) {
    return new Step.Tell(Result.error(TestName.of(name), why));
  }
}
