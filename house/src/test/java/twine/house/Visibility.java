package twine.house;

import java.lang.reflect.Modifier;

/** What belongs to the API: what is public or protected. */
final class Visibility {
  private Visibility() {}

  static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
