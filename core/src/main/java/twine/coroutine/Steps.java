package twine.coroutine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;

/**
 * The code of a generator, which runs in steps: each ends at a yield or at the end. The thread that
 * it needs is made for the first step and given up with the last one.
 */
final class Steps<Y extends @Nullable Object, S> implements Generator.Yielder<Y, S> {

  private final class Walk extends Routine {
    @Override
    void runBody() {
      try {
        Objects.requireNonNull(body).run(Steps.this);
      } catch (Generator.Closed asked) {
        // It did as it was told.
      } catch (Throwable failed) {
        thrown = failed;
      }
    }

    /** Whether the caller is the code of the generator, and not somebody whom that has called. */
    boolean isCaller() {
      return running() == this && !inCallback();
    }
  }

  private Generator.@Nullable Body<Y, S> body;
  private @Nullable Walk walk;

  /** What was yielded last. */
  private @Nullable Y element;

  /** What the yield is to return, or to throw. */
  private @Nullable S sent;

  private @Nullable Throwable raised;

  /** What the code has failed with. */
  private @Nullable Throwable thrown;

  Steps(Generator.Body<Y, S> body) {
    this.body = body;
  }

  // ---- for the generator

  /**
   * Lets the code do a step.
   *
   * @return whether it has yielded; otherwise it has ended
   * @throws IllegalStateException if a routine calls this where it cannot step aside; no step has
   *     been done
   */
  boolean resume(@Nullable S sent, @Nullable Throwable raised) {
    Walk walk = this.walk;
    if (walk == null) {
      walk = new Walk();
      this.walk = walk;
    }
    this.sent = sent;
    this.raised = raised;
    Turns.anywhere().now(walk);
    if (!walk.fiber.ended()) {
      return true;
    }
    this.walk = null;
    body = null;
    return false;
  }

  /** What was yielded last. */
  @SuppressWarnings("NullAway") // an element, so null only if Y may be
  Y element() {
    Y taken = element;
    element = null;
    return taken;
  }

  /** What the code has failed with, if it has; once. */
  @Nullable Throwable takeThrown() {
    Throwable taken = thrown;
    thrown = null;
    return taken;
  }

  // ---- for the code

  @Override
  public @Nullable S yield(Y element) throws Exception {
    Walk walk = this.walk;
    if (walk == null || !walk.isCaller()) {
      throw new IllegalStateException(
          "Only the code of the generator itself can yield: no callback, no other thread, no other"
              + " generator's code.");
    }
    this.element = element;
    walk.fiber.unmount();
    if (raised != null) {
      Throwable toThrow = raised;
      raised = null;
      throw new Failure(toThrow).raiseException();
    }
    S value = sent;
    sent = null;
    return value;
  }
}
