package twine.trial.engine;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.UniqueId.Segment;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/** Finds the tests that somebody has asked for. */
final class Resolver implements SelectorResolver {
  private final Predicate<String> wantedClass;

  Resolver(Predicate<String> wantedClass) {
    this.wantedClass = wantedClass;
  }

  @Override
  public Resolution resolve(ClassSelector selector, Context context) {
    Class<?> type = selector.getJavaClass();
    if (!TestClass.isOne(type) || !wantedClass.test(type.getName())) {
      return Resolution.unresolved();
    }
    return context
        .addToParent(parent -> Optional.of(new ClassDescriptor(parent.getUniqueId(), type)))
        .map(found -> Resolution.match(Match.exact(found, () -> selectTests(type))))
        .orElseGet(Resolution::unresolved);
  }

  private static Set<DiscoverySelector> selectTests(Class<?> type) {
    Set<DiscoverySelector> tests = new LinkedHashSet<>();
    TestClass.tests(type).forEach(test -> tests.add(DiscoverySelectors.selectMethod(type, test)));
    return tests;
  }

  @Override
  public Resolution resolve(MethodSelector selector, Context context) {
    Class<?> type = selector.getJavaClass();
    Method method = selector.getJavaMethod();
    if (!TestClass.isTest(method)) {
      return Resolution.unresolved();
    }
    return context
        .addToParent(
            () -> DiscoverySelectors.selectClass(type),
            parent -> Optional.of(new MethodDescriptor(parent.getUniqueId(), type, method)))
        .map(found -> Resolution.match(Match.exact(found)))
        .orElseGet(Resolution::unresolved);
  }

  @Override
  public Resolution resolve(UniqueIdSelector selector, Context context) {
    UniqueId id = selector.getUniqueId();
    Segment last = id.getLastSegment();
    return switch (last.getType()) {
      case ClassDescriptor.SEGMENT ->
          type(last)
              .map(type -> Resolution.selectors(Set.of(DiscoverySelectors.selectClass(type))))
              .orElseGet(Resolution::unresolved);
      case MethodDescriptor.SEGMENT ->
          type(id.removeLastSegment().getLastSegment())
              .flatMap(type -> selectTest(type, last.getValue()))
              .map(test -> Resolution.selectors(Set.of(test)))
              .orElseGet(Resolution::unresolved);
      default -> Resolution.unresolved();
    };
  }

  private static Optional<Class<?>> type(Segment segment) {
    return ReflectionSupport.tryToLoadClass(segment.getValue()).toOptional();
  }

  private static Optional<MethodSelector> selectTest(Class<?> type, String id) {
    return TestClass.tests(type)
        .filter(test -> MethodDescriptor.id(test).equals(id))
        .findFirst()
        .map(test -> DiscoverySelectors.selectMethod(type, test));
  }
}
