package twine.trial.command;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles tests. They are in no module, read all that the image has, and may use what lies beside
 * them in the same tree of sources.
 */
final class Compiler {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");

  private final Path output;
  private final List<Path> classPath;
  private final Map<Path, List<String>> classes = new TreeMap<>();
  private final Map<Path, String> errors = new TreeMap<>();

  /** Creates one that writes class files below {@code output}. */
  Compiler(Path output, List<Path> classPath) {
    this.output = output;
    this.classPath = classPath;
  }

  /** Compiles all that can be compiled, be it that some cannot. */
  void compile(List<Path> sources) {
    if (sources.isEmpty()) {
      return;
    }
    List<Path> all = sources.stream().map(Compiler::normal).distinct().toList();
    if (compileTogether(all).isEmpty()) {
      return;
    }
    classes.clear();
    all.forEach(source -> {
      String said = compileTogether(List.of(source));
      if (!said.isEmpty()) {
        errors.put(source, said);
      }
    });
  }

  /** The names of the classes that a source has become. */
  List<String> classesOf(Path source) {
    return classes.getOrDefault(normal(source), List.of());
  }

  /** What the compiler has to say against a source; null if it has been compiled. */
  @Nullable String errorsOf(Path source) {
    return errors.get(normal(source));
  }

  private static Path normal(Path source) {
    return source.toAbsolutePath().normalize();
  }

  /** Gives the compiler's errors, or nothing if there are none. */
  private String compileTogether(List<Path> sources) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new UnusableException("this Java has no compiler; " + "a JDK has one");
    }
    var problems = new DiagnosticCollector<JavaFileObject>();
    try (StandardJavaFileManager files = javac.getStandardFileManager(problems, null, null)) {
      Files.createDirectories(output);
      boolean fine =
          javac
              .getTask(
                  null,
                  new Noting(files),
                  problems,
                  options(sources),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      return fine ? "" : errors(problems);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String errors(DiagnosticCollector<JavaFileObject> problems) {
    return problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  private List<String> options(List<Path> sources) {
    List<String> options = new ArrayList<>(List.of("-g", "-proc:none", "-d", output.toString()));
    String modules = System.getProperty("jdk.module.path", "");
    List<Path> path = new ArrayList<>(classPath);
    if (modules.isEmpty()) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        path.add(Path.of(entry));
      }
    } else {
      options.addAll(List.of("--module-path", modules, "--add-modules", "ALL-MODULE-PATH"));
    }
    options.addAll(List.of("-classpath", joined(path)));
    options.addAll(
        List.of("-sourcepath", joined(sources.stream().map(Compiler::root).distinct().toList())));
    return options;
  }

  private static String joined(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** The directory in which the source's package begins. */
  private static Path root(Path source) {
    Path directory = Objects.requireNonNull(source.getParent());
    Matcher matcher = PACKAGE.matcher(read(source));
    if (matcher.find()) {
      Path inside = Path.of(matcher.group(1).replace('.', File.separatorChar));
      if (directory.endsWith(inside)) {
        for (int i = 0; i < inside.getNameCount(); i++) {
          directory = Objects.requireNonNull(directory.getParent());
        }
      }
    }
    return directory;
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException _) {
      return ""; // the compiler will say why
    }
  }

  /** Notes which classes come from which source. */
  private final class Noting extends ForwardingJavaFileManager<JavaFileManager> {
    private Noting(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling)
        throws IOException {
      Path source = normal(Path.of(sibling.toUri()));
      var names = new TreeSet<>(classesOf(source));
      names.add(className);
      classes.put(source, List.copyOf(names));
      return super.getJavaFileForOutput(location, className, kind, sibling);
    }
  }
}
