package twine.trial.engine;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import twine.trial.SetUp;
import twine.trial.Simulated;
import twine.trial.TearDown;
import twine.trial.Trial;

/** A class of tests, as reflection sees it. */
final class TestClass {
  private final Class<?> type;
  private final List<Method> setUps;
  private final List<Method> tearDowns;

  TestClass(Class<?> type) {
    this.type = type;
    this.setUps = methods(type, SetUp.class);
    this.tearDowns = methods(type, TearDown.class).reversed();
  }

  /** Whether there are tests in it, and it can be made. */
  static boolean isOne(Class<?> type) {
    return !type.isInterface()
        && !Modifier.isAbstract(type.getModifiers())
        && (type.getEnclosingClass() == null || Modifier.isStatic(type.getModifiers()))
        && tests(type).findAny().isPresent();
  }

  static boolean isTest(Method method) {
    return method.isAnnotationPresent(Trial.class) || method.isAnnotationPresent(Simulated.class);
  }

  /** The tests, in the order of their names. */
  static Stream<Method> tests(Class<?> type) {
    return ReflectionSupport.streamMethods(type, TestClass::isTest, HierarchyTraversalMode.TOP_DOWN)
        .sorted(Comparator.comparing(Method::getName));
  }

  private static List<Method> methods(Class<?> type, Class<? extends Annotation> marked) {
    return ReflectionSupport.findMethods(
        type, method -> method.isAnnotationPresent(marked), HierarchyTraversalMode.TOP_DOWN);
  }

  Class<?> type() {
    return type;
  }

  List<Method> setUps() {
    return setUps;
  }

  List<Method> tearDowns() {
    return tearDowns;
  }

  /** What is wrong with how the class or its test is written, if anything is. */
  Optional<String> mistake(Method test) {
    return Stream.<Optional<String>>of(
            foreignTest(),
            Optional.of(test)
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(method -> "a test must not be static"),
            Optional.of(test)
                .filter(method -> method.isAnnotationPresent(Trial.class))
                .filter(method -> method.isAnnotationPresent(Simulated.class))
                .map(method -> "a test is either @Trial or @Simulated"),
            Optional.of(type)
                .filter(each -> each.getDeclaredConstructors().length != 1)
                .map(each -> each.getName() + " must have one constructor"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> foreignTest() {
    return Stream.of(type.getDeclaredMethods())
        .flatMap(method -> Arrays.stream(method.getAnnotations()))
        .map(annotation -> annotation.annotationType().getName())
        .filter(
            name -> name.matches("(org\\.junit\\.jupiter|net\\.jqwik)\\..*(Test|Property|Example)"))
        .map(name ->
            "%s has tests of another engine, too (@%s); a class belongs to one engine"
                .formatted(type.getName(), name))
        .findFirst();
  }

  /** Makes the object that the test is a method of. */
  Object create(Function<Class<?>, @Nullable Object> arguments) throws Throwable {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    try {
      return constructor.newInstance(
          resolve(constructor.getParameterTypes(), constructor.toString(), arguments));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @SuppressWarnings("NullAway") // a test may return null, and a void method does
  static @Nullable Object call(
      Method method, Object object, Function<Class<?>, @Nullable Object> arguments)
      throws Throwable {
    method.setAccessible(true);
    try {
      return method.invoke(
          object, resolve(method.getParameterTypes(), method.toString(), arguments));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object[] resolve(
      Class<?>[] types, String who, Function<Class<?>, @Nullable Object> arguments) {
    return Arrays.stream(types)
        .map(wanted -> {
          Object argument = arguments.apply(wanted);
          if (argument == null) {
            throw new IllegalArgumentException(
                "%s asks for a %s, which this kind of test does not have"
                    .formatted(who, wanted.getName()));
          }
          return argument;
        })
        .toArray();
  }
}
