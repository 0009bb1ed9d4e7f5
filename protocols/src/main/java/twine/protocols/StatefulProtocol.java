package twine.protocols;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import twine.net.Transport;

/**
 * A protocol that always knows how many bytes come next, and what they are: a small state machine
 * (Twisted's class of the same name).
 *
 * <pre>{@code
 * protected State getInitialState() {
 *   return new State(4, this::length);
 * }
 *
 * private State length(ByteBuffer bytes) {
 *   return new State(bytes.getInt(), this::body);
 * }
 * }</pre>
 *
 * <p>How much may come is for the program to say, since a state may wait for any number of bytes.
 * What it does not take it gives to {@link #messageRefused}; the state that it returns then does
 * not count any more.
 */
public abstract class StatefulProtocol extends MessageReceiver {
  private @Nullable State state;

  /** For subclasses. */
  protected StatefulProtocol() {
    super(MOST);
  }

  /** What is done with the bytes that a state waits for. */
  @FunctionalInterface
  public interface Step {
    /**
     * The bytes have arrived.
     *
     * @param bytes exactly as many as the state waits for; valid until this method returns
     * @return the next state, or null for the same once more
     */
    @Nullable State received(ByteBuffer bytes);
  }

  /**
   * What a protocol waits for.
   *
   * @param count how many bytes, at least 1; the program's to limit if a peer has said it
   * @param step what to do with them
   */
  public record State(int count, Step step) {
    /** Checks the count. */
    public State {
      if (count < 1) {
        throw new IllegalArgumentException("a state waits for at least one byte, not " + count);
      }
    }
  }

  /** What the protocol waits for first; asked once, before {@link #connectionMade}. */
  protected abstract State getInitialState();

  @Override
  public void makeConnection(Transport transport) {
    state = getInitialState();
    super.makeConnection(transport);
  }

  @Override
  final int handleNext(ByteBuffer bytes, int from, int to) {
    State current = Objects.requireNonNull(state, "getInitialState");
    int count = current.count();
    if (to - from < count) {
      return incomplete(count);
    }
    State next = current.step().received(view(bytes, from, from + count));
    if (next != null) {
      state = next;
    }
    return from + count;
  }
}
