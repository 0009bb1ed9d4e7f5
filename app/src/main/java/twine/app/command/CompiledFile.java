package twine.app.command;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A Java source file, compiled in memory against the modules and classes of this JVM. */
final class CompiledFile {
  private static final String EXTENSION = ".java";

  private final Path file;
  private final Map<String, byte[]> classes;

  private CompiledFile(Path file, Map<String, byte[]> classes) {
    this.file = file;
    this.classes = classes;
  }

  /**
   * Compiles a file.
   *
   * @throws UsageException if it is not there or not readable, or not called as Java files are
   * @throws FailedException if it does not compile; the compiler's complaints were printed on
   *     standard error
   */
  static CompiledFile of(Path file) throws FailedException {
    check(file);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new FailedException("this Java has no compiler (jdk.compiler); it takes a JDK");
    }
    var complaints = new DiagnosticCollector<JavaFileObject>();
    try (var standard = compiler.getStandardFileManager(complaints, null, null);
        var files = new MemoryFiles(standard)) {
      standard.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath());
      standard.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
      boolean compiled =
          compiler
              .getTask(null, files, complaints, options(), null, standard.getJavaFileObjects(file))
              .call();
      if (!compiled) {
        throw new FailedException(print(complaints, file));
      }
      return new CompiledFile(file, files.classes());
    } catch (IOException e) {
      throw new FailedException(file + " could not be compiled: " + Reasons.of(e), e);
    }
  }

  private static void check(Path file) {
    if (!Files.exists(file)) {
      throw new UsageException(file + ": there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new UsageException(file + " is a directory, not a Java source file");
    }
    if (!Files.isReadable(file)) {
      throw new UsageException(file + ": permission denied");
    }
    if (!file.toString().endsWith(EXTENSION)) {
      throw new UsageException(file + " is not called as a Java source file is, " + EXTENSION);
    }
  }

  private static List<Path> classPath() {
    String path = System.getProperty("java.class.path", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** The file sees the modules that are there when it runs. */
  private static List<String> options() {
    List<String> options = new ArrayList<>(List.of("-proc:none", "-g"));
    String modules = System.getProperty("jdk.module.path");
    if (modules != null) {
      options.addAll(List.of("--module-path", modules, "--add-modules", resolvedModules()));
    }
    return options;
  }

  private static String resolvedModules() {
    return ModuleLayer.boot().configuration().modules().stream()
        .filter(
            module -> module.reference().location().map(URI::getScheme).equals(Optional.of("file")))
        .map(ResolvedModule::name)
        .collect(Collectors.joining(","));
  }

  /** Prints what the compiler has to say as javac does, and sums it up. */
  private static String print(DiagnosticCollector<JavaFileObject> complaints, Path file) {
    int errors = 0;
    for (Diagnostic<? extends JavaFileObject> complaint : complaints.getDiagnostics()) {
      if (complaint.getKind() == Diagnostic.Kind.ERROR) {
        errors++;
        System.err.println(complaint.toString().stripTrailing());
      }
    }
    return file
        + " does not compile: "
        + (errors == 1 ? "there is an error in it" : "there are " + errors + " errors in it");
  }

  /** The name that the class of a compact source file gets, and that of an ordinary one has. */
  static String className(Path file) {
    String name = Objects.requireNonNull(file.getFileName(), "a directory").toString();
    return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
  }

  /**
   * The classes of the file that are in no other class; the one that it is named for first. They
   * are loaded anew by each call, so they share no static fields with those of another one.
   */
  List<Class<?>> classes() {
    String first = className(file);
    var loader = new Loader(classes);
    return loader.names().stream()
        .map(loader::load)
        .filter(type -> type.getEnclosingClass() == null)
        .sorted(Comparator.comparing(type -> !type.getSimpleName().equals(first)))
        .collect(Collectors.toList());
  }

  /** Keeps what the compiler writes. */
  private static final class MemoryFiles
      extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

    MemoryFiles(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      URI uri = URI.create("memory:///" + className.replace('.', '/') + kind.extension);
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          return written.computeIfAbsent(className, _ -> new ByteArrayOutputStream());
        }
      };
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new LinkedHashMap<>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }
  }

  /** Its classes are in an unnamed module, which reads all others. */
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super("application", CompiledFile.class.getClassLoader());
      this.classes = classes;
    }

    List<String> names() {
      return List.copyOf(classes.keySet());
    }

    Class<?> load(String name) {
      try {
        return loadClass(name);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("the compiler has written " + name, e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
