package twine.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** Twine's compiled classes, without the tests. */
final class Classes {
  /** Imported once: reading them is what takes the time. */
  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("twine");

  private Classes() {}
}
