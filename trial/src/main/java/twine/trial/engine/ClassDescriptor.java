package twine.trial.engine;

import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** A class of tests in the tree of what is to be run. */
final class ClassDescriptor extends AbstractTestDescriptor {
  static final String SEGMENT = "class";

  private final TestClass tests;

  ClassDescriptor(UniqueId parent, Class<?> type) {
    super(parent.append(SEGMENT, type.getName()), simpleName(type), ClassSource.from(type));
    this.tests = new TestClass(type);
  }

  private static String simpleName(Class<?> type) {
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  TestClass tests() {
    return tests;
  }

  @Override
  public String getLegacyReportingName() {
    return tests.type().getName();
  }

  @Override
  public Type getType() {
    return Type.CONTAINER;
  }
}
