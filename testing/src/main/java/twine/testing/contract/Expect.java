package twine.testing.contract;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;

/** What checks assert with. */
final class Expect {
  private Expect() {}

  /** Something that is expected to throw. */
  interface Attempt {
    void run() throws Exception;
  }

  static void that(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }

  static void equal(@Nullable Object expected, @Nullable Object actual, String what) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError(what + ": expected " + expected + " but got " + actual);
    }
  }

  static void bytes(byte[] expected, byte[] actual, String what) {
    int difference = Arrays.mismatch(expected, actual);
    if (difference >= 0) {
      throw new AssertionError(
          what
              + ": expected "
              + expected.length
              + " bytes and got "
              + actual.length
              + "; they differ from byte "
              + difference
              + " on");
    }
  }

  static <E extends Throwable> E thrown(Class<E> type, Attempt attempt) {
    try {
      attempt.run();
    } catch (Throwable thrown) {
      return kind(type, thrown);
    }
    throw new AssertionError("expected " + type.getName() + " but nothing was thrown");
  }

  /** The exception in {@code failure}, which must be of the given type. */
  static <E extends Throwable> E failure(Class<E> type, @Nullable Failure failure) {
    return kind(type, failure == null ? null : failure.value());
  }

  /** Expects the message to contain {@code part}. */
  static void mentions(String part, Throwable thrown) {
    if (!String.valueOf(thrown.getMessage()).contains(part)) {
      throw new AssertionError("the message does not mention " + part + ": " + thrown, thrown);
    }
  }

  /** The value, which must be of the given type. */
  static <E> E kind(Class<E> type, @Nullable Object value) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    AssertionError error = new AssertionError("expected " + type.getName() + " but got " + value);
    if (value instanceof Throwable thrown) {
      error.initCause(thrown);
    }
    throw error;
  }

  /** The value, which must be there. */
  static <T> T present(@Nullable T value, String what) {
    if (value == null) {
      throw new AssertionError("missing: " + what);
    }
    return value;
  }
}
