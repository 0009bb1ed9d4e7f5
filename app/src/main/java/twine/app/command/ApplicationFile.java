package twine.app.command;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import twine.app.service.Service;

/**
 * A Java source file that defines an application, as a tac file does for Twisted: one with a method
 * {@code Application application()}, or a field of that name. It may be a compact source file.
 *
 * <p>It is compiled in memory, and leaves nothing behind.
 */
final class ApplicationFile implements Source {
  private static final String NAME = "application";

  private final Path file;
  private @Nullable CompiledFile compiled;

  ApplicationFile(String name) {
    this.file = Path.of(name);
  }

  @Override
  public Service make() throws FailedException {
    if (compiled == null) {
      compiled = CompiledFile.of(file);
    }
    for (Class<?> type : compiled.classes()) {
      AccessibleObject definition = definition(type);
      if (definition != null) {
        return evaluate(definition, type);
      }
    }
    throw new FailedException(
        file
            + " defines no application: that takes a method 'Application application()', or a"
            + " field of that name");
  }

  @Override
  public String name() {
    return CompiledFile.className(file);
  }

  private static @Nullable AccessibleObject definition(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(NAME)
          && method.getParameterCount() == 0
          && Service.class.isAssignableFrom(method.getReturnType())) {
        return method;
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (field.getName().equals(NAME) && Service.class.isAssignableFrom(field.getType())) {
        return field;
      }
    }
    return null;
  }

  private Service evaluate(AccessibleObject definition, Class<?> type) throws FailedException {
    Object value;
    try {
      boolean isStatic = Modifier.isStatic(((Member) definition).getModifiers());
      Object instance = isStatic ? null : instance(type);
      definition.setAccessible(true);
      value =
          definition instanceof Method method
              ? method.invoke(instance)
              : ((Field) definition).get(instance);
    } catch (NoSuchMethodException e) {
      throw new FailedException(
          file + ": " + type.getSimpleName() + " has no constructor without parameters", e);
    } catch (InvocationTargetException | ExceptionInInitializerError e) {
      throw thrown(Objects.requireNonNullElse(e.getCause(), e));
    } catch (ReflectiveOperationException e) {
      throw new FailedException(file + ": " + Reasons.of(e), e);
    }
    if (value == null) {
      throw new FailedException(file + ": its " + NAME + " is null");
    }
    return (Service) value;
  }

  private static Object instance(Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  private FailedException thrown(Throwable thrown) {
    return new FailedException(where(thrown) + ": " + Reasons.of(thrown), thrown);
  }

  /** The file, with the line of it that was running last. */
  private String where(Throwable thrown) {
    List<StackTraceElement> stack = Arrays.asList(thrown.getStackTrace());
    String name = file.getFileName().toString();
    return stack.stream()
        .filter(frame -> name.equals(frame.getFileName()))
        .findFirst()
        .map(frame -> file + ":" + frame.getLineNumber())
        .orElse(file.toString());
  }
}
