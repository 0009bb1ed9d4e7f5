package twine.protocols;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/** Looks at how much memory a receiver holds, which is nobody's business but these tests'. */
final class Holding {
  private static final Field HELD = held();

  private Holding() {}

  private static Field held() {
    try {
      Field field = MessageReceiver.class.getDeclaredField("held");
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  /** How many bytes the receiver's buffer has room for; 0 if it has none. */
  static int capacity(MessageReceiver receiver) {
    try {
      return HELD.get(receiver) instanceof ByteBuffer buffer ? buffer.capacity() : 0;
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
