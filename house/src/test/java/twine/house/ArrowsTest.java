package twine.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.module.ModuleReference;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may depend on whom. Between modules the compiler sees to it; here is the rest. */
final class ArrowsTest {
  /** The packages of core; each may depend only on itself and on those above it. */
  private static final List<String> CORE =
      List.of(
          "twine.loop",
          "twine.defer",
          "twine.coroutine",
          "twine.net",
          "twine.net.error",
          "twine.reactor.error",
          "twine.reactor",
          "twine.reactor.spi",
          "twine.reactor.group",
          "twine.task",
          "twine.nio");

  @Test
  void aPackageOfCoreDependsOnlyOnThoseAboveIt() {
    List<String> upward =
        Classes.ALL.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(ArrowsTest::pointsUpward)
            .map(Dependency::getDescription)
            .toList();
    assertThat(upward).as("against the order %s", CORE).isEmpty();
  }

  @Test
  void everyPackageOfCoreHasItsPlaceInTheOrder() {
    Set<String> packages =
        TwineModules.all().stream()
            .map(ModuleReference::descriptor)
            .filter(module -> module.name().equals("twine.core"))
            .flatMap(module -> module.packages().stream())
            .filter(name -> name.startsWith("twine."))
            .collect(Collectors.toSet());
    assertThat(packages).isNotEmpty().isSubsetOf(CORE);
  }

  @Test
  void packagesDoNotDependOnEachOtherInCircles() {
    slices().matching("twine.(**)").should().beFreeOfCycles().check(Classes.ALL);
  }

  private static boolean pointsUpward(Dependency dependency) {
    int from = place(dependency.getOriginClass());
    int to = place(dependency.getTargetClass());
    return from >= 0 && to > from;
  }

  private static int place(JavaClass type) {
    return CORE.indexOf(type.getBaseComponentType().getPackageName());
  }
}
