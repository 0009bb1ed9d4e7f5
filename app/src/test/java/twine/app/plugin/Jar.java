package twine.app.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A jar that a test makes out of sources. */
final class Jar {
  static final String SERVICES = "META-INF/services/twine.app.plugin.ServicePlugin";

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> options = new ArrayList<>();

  Jar source(String name, String text) {
    sources.put(name, text);
    return this;
  }

  Jar file(String name, String text) {
    files.put(name, text);
    return this;
  }

  /** What it requires that is in another jar, or on the class path. */
  Jar compiledWith(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  Jar providing(String... classes) {
    return file(SERVICES, String.join("\n", classes));
  }

  /** Makes it. */
  Path in(Path directory, String name) throws IOException {
    Path classes = Files.createTempDirectory(directory, "classes");
    compile(classes);
    Path jar = directory.resolve(name);
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> compiled = Files.walk(classes)) {
      compiled
          .filter(Files::isRegularFile)
          .forEach(file -> add(zip, classes.relativize(file).toString(), bytes(file)));
      files.forEach((file, text) -> add(zip, file, text.getBytes(UTF_8)));
    }
    return jar;
  }

  private void compile(Path classes) {
    if (sources.isEmpty()) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new StringWriter();
    List<String> all = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
    all.addAll(options.isEmpty() ? List.of("-cp", System.getProperty("java.class.path")) : options);
    List<JavaFileObject> units =
        sources.entrySet().stream()
            .<JavaFileObject>map(source -> new Source(source.getKey(), source.getValue()))
            .toList();
    if (!compiler.getTask(messages, null, null, all, null, units).call()) {
      throw new IllegalArgumentException(messages.toString());
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) {
    try {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
