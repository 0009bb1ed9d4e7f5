package twine.examples;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Calls a script's {@code main}, which the JVM's launcher does otherwise. */
final class Script {
  private Script() {}

  /**
   * Runs a script to its end.
   *
   * @param name the name of its class, which no source can refer to
   * @throws InvocationTargetException if it throws
   */
  static void run(String name) throws ReflectiveOperationException {
    Class<?> script = Class.forName(name);
    Constructor<?> constructor = script.getDeclaredConstructor();
    constructor.setAccessible(true);
    Method main = script.getDeclaredMethod("main");
    main.setAccessible(true);
    main.invoke(constructor.newInstance());
  }
}
