package twine.trial.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads the classes of tests and what they use. In their code, calls that end the process throw an
 * {@link Exit} instead: a test that wants to leave does not take the other tests with it.
 */
final class TestLoader extends URLClassLoader {
  private static final ClassDesc EXIT = Exit.class.describeConstable().orElseThrow();
  private static final ClassDesc RUNTIME = Runtime.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc STATUS =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

  static {
    registerAsParallelCapable();
  }

  private final ClassFile classFile;

  TestLoader(List<Path> classPath) {
    super(classPath.stream().map(TestLoader::url).toArray(URL[]::new), ownLoader());
    this.classFile =
        ClassFile.of(
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    Module own = Exit.class.getModule();
    if (own.isNamed()) {
      own.addExports(Exit.class.getPackageName(), getUnnamedModule());
    }
  }

  private static ClassLoader ownLoader() {
    return TestLoader.class.getClassLoader();
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream in = findResourceAsStream(name.replace('.', '/') + ".class")) {
      byte[] bytes = in.readAllBytes();
      if (!mayExit(bytes)) {
        return super.findClass(name);
      }
      byte[] changed = withoutExits(bytes);
      return defineClass(name, changed, 0, changed.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream findResourceAsStream(String name) throws IOException {
    URL resource = findResource(name);
    return resource == null ? InputStream.nullInputStream() : resource.openStream();
  }

  /** Whether the words are there at all: few classes need be looked at closely. */
  private static boolean mayExit(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    return (text.contains("java/lang/System") && text.contains("exit"))
        || (text.contains("java/lang/Runtime") && (text.contains("exit") || text.contains("halt")));
  }

  private byte[] withoutExits(byte[] bytes) {
    return classFile.transformClass(
        classFile.parse(bytes), ClassTransform.transformingMethodBodies(TestLoader::replace));
  }

  private static void replace(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call && call.typeSymbol().equals(STATUS)) {
      switch (call.owner().asInternalName() + "." + call.name().stringValue()) {
        case "java/lang/System.exit" -> code.invokestatic(EXIT, "exit", STATUS);
        case "java/lang/Runtime.exit", "java/lang/Runtime.halt" ->
            code.invokestatic(EXIT, "exit", STATUS.insertParameterTypes(0, RUNTIME));
        default -> code.with(element);
      }
    } else {
      code.with(element);
    }
  }
}
