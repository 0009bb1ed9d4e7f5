import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * {@code java ModernJar.java FROM TO}: copies a jar and brings its old class files into a form that
 * an AOT cache can hold.
 *
 * <p>Class files from before Java 6 carry no stack maps, so the JVM must verify them at every start
 * with its old verifier, and leaves them out of the cache. The copy has the same classes with stack
 * maps and a version that says so. Nothing else in them changes.
 */
final class ModernJar {
  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

  private final JarFile from;
  private final ClassFile classFile;

  private ModernJar(JarFile from) {
    this.from = from;
    ClassHierarchyResolver resolver =
        ClassHierarchyResolver.ofResourceParsing(this::classInJar)
            .orElse(ClassHierarchyResolver.defaultResolver());
    this.classFile =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(resolver));
  }

  public static void main(String[] args) throws IOException {
    try (var from = new JarFile(args[0])) {
      new ModernJar(from).copyTo(Path.of(args[1]));
    }
  }

  private void copyTo(Path to) throws IOException {
    try (var copy = new JarOutputStream(Files.newOutputStream(to))) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        var header = new ZipEntry(entry.getName());
        header.setTimeLocal(entry.getTimeLocal());
        copy.putNextEntry(header);
        copy.write(content(entry));
        copy.closeEntry();
      }
    }
  }

  private byte[] content(ZipEntry entry) throws IOException {
    byte[] bytes;
    try (InputStream in = from.getInputStream(entry)) {
      bytes = in.readAllBytes();
    }
    return entry.getName().endsWith(".class") ? modern(bytes) : bytes;
  }

  private byte[] modern(byte[] bytes) {
    ClassModel old = classFile.parse(bytes);
    if (old.majorVersion() >= FIRST_WITH_STACK_MAPS) {
      return bytes;
    }
    ClassTransform newVersion =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    // Only code that is written anew gets stack maps, so it is, as it is.
    ClassTransform sameCode = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
    return classFile.transformClass(old, sameCode.andThen(newVersion));
  }

  /** The class file of a class in the jar itself; null for the JDK's. */
  private InputStream classInJar(ClassDesc type) {
    String descriptor = type.descriptorString();
    ZipEntry entry = from.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return entry == null ? null : from.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
