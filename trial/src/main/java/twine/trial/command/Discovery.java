package twine.trial.command;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.SelectorResolutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Asks the engines for the tests of a class. */
final class Discovery {
  private final ClassLoader loader;
  private final Launcher launcher;

  Discovery(ClassLoader loader) {
    this.loader = loader;
    this.launcher = Launchers.create(loader);
  }

  /**
   * The tests of a class, or those methods of it.
   *
   * @throws LinkageError if something that the class needs cannot be loaded
   */
  List<Step> find(Class<?> type, Optional<String> method) {
    if (isInside(type)) {
      return List.of();
    }
    List<? extends DiscoverySelector> selectors =
        method
            .map(name -> selectMethods(type, name))
            .orElseGet(() -> List.of(DiscoverySelectors.selectClass(type)));
    var failures = new Failures();
    var request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectors).listeners(failures).build();
    try {
      TestPlan plan = Launchers.with(loader, () -> launcher.discover(request));
      return plan.getRoots().stream()
          .flatMap(engine -> plan.getChildren(engine).stream())
          .map(tests -> (Step) new Step.Run(ids(tests, plan)))
          .toList();
    } catch (JUnitException e) {
      throw failures.error(type, e);
    }
  }

  /** A class that only makes sense as a part of another, with which it is run. */
  private static boolean isInside(Class<?> type) {
    return type.isLocalClass()
        || type.isAnonymousClass()
        || (type.isMemberClass() && !Modifier.isStatic(type.getModifiers()));
  }

  private static List<DiscoverySelector> selectMethods(Class<?> type, String name) {
    List<Method> methods =
        ReflectionSupport.findMethods(
            type, method -> method.getName().equals(name), HierarchyTraversalMode.TOP_DOWN);
    return methods.stream()
        .<DiscoverySelector>map(method -> DiscoverySelectors.selectMethod(type, method))
        .toList();
  }

  /** The parts of a class that were chosen, or itself if it has none that are known yet. */
  private static List<String> ids(TestIdentifier tests, TestPlan plan) {
    var children = plan.getChildren(tests);
    return (children.isEmpty() ? Stream.of(tests) : children.stream())
        .map(TestIdentifier::getUniqueId)
        .toList();
  }

  /** Why a class cannot be resolved: the launcher says only that it cannot. */
  private static final class Failures implements LauncherDiscoveryListener {
    private @Nullable Throwable first;

    @Override
    public void selectorProcessed(
        UniqueId engine, DiscoverySelector selector, SelectorResolutionResult result) {
      if (first == null) {
        first = result.getThrowable().orElse(null);
      }
    }

    private LinkageError error(Class<?> type, JUnitException otherwise) {
      for (Throwable cause = first; cause != null; cause = cause.getCause()) {
        if (cause instanceof LinkageError error) {
          return error;
        }
      }
      return new LinkageError(
          "no tests can be made of " + type.getName(), first == null ? otherwise : first);
    }
  }
}
