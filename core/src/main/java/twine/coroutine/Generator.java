package twine.coroutine;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A sequence that is made by code which stops at every element (the book's Part 17; Python's
 * generators).
 *
 * <pre>{@code
 * Generator<Integer, Void> numbers = Generator.of(here -> {
 *   for (int n = 1; ; n++) {
 *     here.yield(n);
 *   }
 * });
 * }</pre>
 *
 * <p>The body runs only while somebody waits for the next element in {@link #next}, {@link
 * #hasNext}, {@link #send} or {@link #raise}, and that call does nothing else meanwhile. What the
 * body throws ends the generator and comes out of that call: unchecked exceptions and errors as
 * they are, checked ones as the cause of a {@link CompletionException}.
 *
 * <pre>
 *   NEW ───────────▶ RUNNING ── yield, for next, send, raise ──▶ SUSPENDED ─▶ RUNNING
 *    │                  │                                            ▲
 *    │ close            │└───── yield, for hasNext ──────▶ AHEAD ────┘ next
 *    ▼                  ▼                                    │
 *   ENDED ◀── the body has ended or failed                   └ close ─▶ RUNNING
 * </pre>
 *
 * <p>A generator that nobody runs to its end should be closed: its {@code finally} blocks do not
 * run otherwise. It holds no thread of the system, but the JVM keeps the memory of its virtual
 * thread, unless it was started with {@code -Djdk.trackAllThreads=false}.
 *
 * <p><b>Thread rule.</b> One that is used on a loop belongs to it, and its body is on that loop. It
 * may be used elsewhere, too, on any thread, but on one at a time.
 *
 * @param <Y> what it yields
 * @param <S> what it is sent; {@link Void} if nothing
 */
@SuppressWarnings("IterableAndIterator") // it is both in Python, and can be iterated over only once
public final class Generator<Y extends @Nullable Object, S>
    implements Iterator<Y>, Iterable<Y>, AutoCloseable {

  /**
   * The code of a generator.
   *
   * @param <Y> what it yields
   * @param <S> what it is sent
   */
  @FunctionalInterface
  public interface Body<Y extends @Nullable Object, S> {
    /** Makes the elements, and returns after the last one. */
    void run(Yielder<Y, S> here) throws Exception;
  }

  /**
   * What a generator's code has of its generator.
   *
   * @param <Y> what it yields
   * @param <S> what it is sent
   */
  public interface Yielder<Y extends @Nullable Object, S> {
    /**
     * Gives an element to whoever waits for one, and stops here until somebody wants the next.
     *
     * @return what was sent, or null if nothing was
     * @throws Exception what was raised here
     * @throws IllegalStateException if this is not called by the generator's code itself, or with a
     *     native method or a class initializer on its stack
     */
    @SuppressWarnings(
        "NamedLikeContextualKeyword") // that is what it is, and here.yield(…) is clear
    @Nullable S yield(Y element) throws Exception;
  }

  private enum State {
    NEW,
    RUNNING,
    /** The body has stopped at an element that somebody has taken. */
    SUSPENDED,
    /** The body has stopped at an element that nobody has taken yet. */
    AHEAD,
    ENDED
  }

  private final Steps<Y, S> steps;
  private State state = State.NEW;

  private Generator(Body<Y, S> body) {
    steps = new Steps<>(body);
  }

  /** A generator with this code, which does not run before the first element is wanted. */
  public static <Y extends @Nullable Object, S> Generator<Y, S> of(Body<Y, S> body) {
    return new Generator<>(body);
  }

  /** This generator itself, so that it can stand in a {@code for}, once. */
  @Override
  public Iterator<Y> iterator() {
    return this;
  }

  /** Whether there is another element, to find which the body runs as far as that. */
  @Override
  public boolean hasNext() {
    if (state != State.AHEAD && state != State.ENDED) {
      run(null, null, State.AHEAD);
    }
    return state == State.AHEAD;
  }

  /**
   * The next element. The {@code yield} at which the body has stopped returns null.
   *
   * @throws NoSuchElementException if there is none, because the body has come to its end
   */
  @Override
  public Y next() {
    if (state == State.AHEAD) {
      state = State.SUSPENDED;
      return steps.element();
    }
    return nextAfter(null, null);
  }

  /**
   * Has the {@code yield} at which the body has stopped return {@code value}.
   *
   * @return the next element
   * @throws NoSuchElementException if there is none, because the body has come to its end
   * @throws IllegalStateException if the body has not come to its first {@code yield}, or {@link
   *     #hasNext} has found an element that was not taken: there is no {@code yield} that waits for
   *     this value
   */
  public Y send(S value) {
    if (state == State.NEW) {
      throw new IllegalStateException(
          "The generator has not begun, so no yield waits for a value yet; call next first.");
    }
    checkTaken();
    return nextAfter(value, null);
  }

  /**
   * Throws {@code exception} in the body, out of the {@code yield} at which it has stopped. In a
   * body that has not begun it is as if its first line threw it; if the body has ended, nobody is
   * there to catch it.
   *
   * @return the next element, if the body goes on
   * @throws NoSuchElementException if there is none, because the body has come to its end
   * @throws IllegalStateException if {@link #hasNext} has found an element that was not taken
   */
  public Y raise(Exception exception) {
    checkTaken();
    if (state == State.NEW || state == State.ENDED) {
      state = State.ENDED;
      throw unchecked(exception);
    }
    return nextAfter(null, exception);
  }

  /**
   * Ends the generator: what the body has begun in a {@code try} is finished by its {@code finally}
   * blocks. It sees an error of its own kind, which it should not catch. Does nothing if the
   * generator has ended.
   *
   * @throws IllegalStateException if the body yields another element instead; the generator goes on
   *     from there
   */
  @Override
  public void close() {
    if (state == State.NEW) {
      state = State.ENDED;
    }
    if (state != State.ENDED) {
      run(null, new Closed(), State.SUSPENDED);
      if (state != State.ENDED) {
        throw new IllegalStateException("The generator was closed, and yielded all the same.");
      }
    }
  }

  private Y nextAfter(@Nullable S sent, @Nullable Throwable raised) {
    if (state != State.ENDED) {
      run(sent, raised, State.SUSPENDED);
    }
    if (state == State.ENDED) {
      throw new NoSuchElementException("The generator has ended.");
    }
    return steps.element();
  }

  /** Runs the body to its next yield, which leads to {@code yielded}, or to its end. */
  private void run(@Nullable S sent, @Nullable Throwable raised, State yielded) {
    if (state == State.RUNNING) {
      throw new IllegalStateException("The generator is running: its own body wants to run it.");
    }
    State before = state;
    state = State.RUNNING;
    boolean more = false;
    try {
      more = steps.resume(sent, raised);
      before = State.ENDED;
    } finally {
      state = more ? yielded : before;
    }
    Throwable thrown = steps.takeThrown();
    if (thrown != null) {
      throw unchecked(thrown);
    }
  }

  private void checkTaken() {
    if (state == State.AHEAD) {
      throw new IllegalStateException(
          "hasNext has run the generator ahead; take that element with next first.");
    }
  }

  private static RuntimeException unchecked(Throwable thrown) {
    return switch (thrown) {
      // To let it out would tell the caller that there are no more elements.
      case NoSuchElementException end ->
          new IllegalStateException("The generator's code failed with: " + end, end);
      case RuntimeException exception -> exception;
      case Error error -> throw error;
      default -> new CompletionException(thrown);
    };
  }

  /**
   * What {@link #close} throws in the body. No exception, lest a {@code catch} takes it for one.
   */
  static final class Closed extends Error {
    private static final long serialVersionUID = 1L;

    Closed() {
      super("The generator is being closed.", null, false, false);
    }
  }
}
