package twine.house;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The exported API is on record, so that a change of it is seen by who changes it. */
final class RecordedApiTest {

  @TestFactory
  Stream<DynamicTest> theApiIsAsRecorded() {
    return TwineModules.all().stream()
        .filter(module -> !TwineModules.exported(module.descriptor()).isEmpty())
        .map(module -> {
          String name = module.descriptor().name();
          return DynamicTest.dynamicTest(
              name, () -> Recorded.check("docs/api/" + name + ".txt", ApiText.of(module)));
        });
  }
}
