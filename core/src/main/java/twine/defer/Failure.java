package twine.defer;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An exception that travels down a chain instead of up the stack (the book's Part 6).
 *
 * <p>In Java an exception has a stack from the moment it is created, whether it is ever thrown or
 * not. So a Failure remembers how it came to be: one that was <i>caught</i> tells where the
 * exception was thrown, as far up as the chain that caught it; one that was only <i>made</i>, out
 * of an exception that was created and handed over, has in Twisted's words no frames. That shows in
 * {@link #toString} and {@link #getBriefTraceback}; {@link #getTraceback} always gives everything
 * that the exception knows.
 *
 * <p>Immutable; may be used from any thread.
 */
public final class Failure implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Where the frames that belong to the user end: the classes that call callbacks. */
  private static final Set<String> CATCHERS =
      Set.of(Stage.class.getName(), Deferred.class.getName());

  private final Throwable value;
  private final boolean caught;

  /** A failure with an exception that was created, not thrown. */
  public Failure(Throwable value) {
    this(value, false);
  }

  private Failure(Throwable value, boolean caught) {
    this.value = Objects.requireNonNull(value, "value");
    this.caught = caught;
  }

  /** A failure with an exception that was thrown, for use in a catch clause. */
  public static Failure caught(Throwable value) {
    return new Failure(value, true);
  }

  /** The exception. */
  public Throwable value() {
    return value;
  }

  /**
   * The exception if it is of one of these types, else null:
   *
   * <pre>{@code
   * if (failure.check(GibberishException.class) instanceof GibberishException gibberish) …
   * }</pre>
   */
  @SafeVarargs
  public final <E extends Throwable> @Nullable E check(Class<? extends E>... types) {
    for (Class<? extends E> type : types) {
      if (type.isInstance(value)) {
        return type.cast(value);
      }
    }
    return null;
  }

  /**
   * The exception, which is of one of these types; any other is thrown on, and so passed on to the
   * next errback when this is called in one.
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  public final <E extends Throwable> E trap(Class<? extends E>... types) throws Exception {
    E expected = check(types);
    if (expected == null) {
      throw raiseException();
    }
    return expected;
  }

  /**
   * Throws the exception. It never returns; its type is there for the compiler, which sees in
   * {@code throw failure.raiseException()} that nothing comes after.
   */
  public Exception raiseException() throws Exception {
    if (value instanceof Exception exception) {
      throw exception;
    }
    throw Failure.<RuntimeException>throwUnchecked(value);
  }

  /**
   * Errors need no declaration; for whoever extends Throwable itself the compiler is talked over.
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E throwUnchecked(Throwable value) throws E {
    throw (E) value;
  }

  /** What went wrong, in the exception's words; its type where it has none. */
  public String getErrorMessage() {
    String message = value.getMessage();
    return message == null || message.isEmpty() ? typeName() : message;
  }

  /** All that the exception tells: its stack, its causes and what it suppressed. */
  public String getTraceback() {
    var text = new StringWriter();
    value.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  /** One line for the exception, and one for each frame between its throw and its catch. */
  public String getBriefTraceback() {
    if (!caught || value.getStackTrace().length == 0) {
      return "Traceback (failure with no frames): " + describe();
    }
    var text = new StringBuilder("Traceback: ").append(describe());
    for (StackTraceElement frame : value.getStackTrace()) {
      if (CATCHERS.contains(frame.getClassName())) {
        break;
      }
      text.append("\n  at ").append(frame);
    }
    return text.toString();
  }

  /** Prints {@link #getTraceback} on standard error. */
  public void printTraceback() {
    printTraceback(System.err);
  }

  /** Prints {@link #getTraceback} to {@code out}. */
  public void printTraceback(PrintStream out) {
    out.print(getTraceback());
  }

  /** Prints {@link #getBriefTraceback} to {@code out}, and ends the line. */
  public void printBriefTraceback(PrintStream out) {
    out.println(getBriefTraceback());
  }

  /** {@code [Failure instance: …]} with the {@link #getBriefTraceback}. */
  @Override
  public String toString() {
    return "[Failure instance: " + getBriefTraceback() + "]";
  }

  /** The exception's type and message. */
  String describe() {
    String message = value.getMessage();
    return message == null || message.isEmpty() ? typeName() : typeName() + ": " + message;
  }

  private String typeName() {
    String name = value.getClass().getSimpleName();
    return name.isEmpty() ? value.getClass().getName() : name;
  }
}
