package twine.trial.engine;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** A test in the tree of what is to be run. */
final class MethodDescriptor extends AbstractTestDescriptor {
  static final String SEGMENT = "method";

  private final Method method;

  MethodDescriptor(UniqueId parent, Class<?> type, Method method) {
    super(parent.append(SEGMENT, id(method)), method.getName(), MethodSource.from(type, method));
    this.method = method;
  }

  /** What tells it from the other methods of its class. */
  static String id(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getName)
        .collect(Collectors.joining(",", method.getName() + "(", ")"));
  }

  Method method() {
    return method;
  }

  @Override
  public String getLegacyReportingName() {
    return method.getName();
  }

  @Override
  public Type getType() {
    return Type.TEST;
  }
}
