package twine.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A provider is found on the module path and on the class path alike. */
final class ProvidersTest {
  private static final String SERVICES = "META-INF/services/";

  @TestFactory
  Stream<DynamicTest> bothPathsDeclareTheSameProviders() {
    return TwineModules.all().stream()
        .map(module ->
            DynamicTest.dynamicTest(
                module.descriptor().name(),
                () -> assertThat(onClassPath(module)).isEqualTo(onModulePath(module))));
  }

  private static Map<String, List<String>> onModulePath(ModuleReference module) {
    Map<String, List<String>> providers = new TreeMap<>();
    module
        .descriptor()
        .provides()
        .forEach(provides -> providers.put(provides.service(), provides.providers()));
    return providers;
  }

  private static Map<String, List<String>> onClassPath(ModuleReference module) throws IOException {
    Map<String, List<String>> providers = new TreeMap<>();
    try (ModuleReader reader = module.open()) {
      for (String name : TwineModules.names(module)) {
        if (name.startsWith(SERVICES) && !name.endsWith("/")) {
          try (InputStream file = reader.open(name).orElseThrow()) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            providers.put(name.substring(SERVICES.length()), text.strip().lines().toList());
          }
        }
      }
    }
    return providers;
  }
}
