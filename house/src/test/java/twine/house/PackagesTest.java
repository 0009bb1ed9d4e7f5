package twine.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What holds for every package. */
final class PackagesTest {
  /** More than this and a package is no longer one idea. */
  private static final int MOST_PUBLIC_TYPES = 19;

  @Test
  void everyPackageSaysWhatMayBeNull() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : Classes.ALL) {
      if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
        unmarked.add(type.getPackageName());
      }
    }
    unmarked.remove("");
    assertThat(unmarked).as("packages that are not @NullMarked").isEmpty();
  }

  @Test
  void noExportedPackageHasTwentyPublicTypes() {
    Set<String> exported = TwineModules.allExported();
    Map<String, Long> crowded =
        Classes.ALL.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> exported.contains(type.getPackageName()))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    crowded.values().removeIf(count -> count <= MOST_PUBLIC_TYPES);
    assertThat(crowded).as("packages with more than %s public types", MOST_PUBLIC_TYPES).isEmpty();
  }
}
