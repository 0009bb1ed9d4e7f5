package twine.net;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Protocol} for each connection and keeps what they share (the book's Part 5). A
 * factory may serve any number of ports and connections at once.
 */
public abstract class Factory {
  private final @Nullable Supplier<? extends Protocol> protocol;
  private int uses;

  /** For subclasses that override {@link #buildProtocol}. */
  protected Factory() {
    this.protocol = null;
  }

  /**
   * For subclasses that say what makes a protocol; in the book, the class attribute {@code
   * protocol}.
   *
   * @param protocol called once for each connection
   */
  protected Factory(Supplier<? extends Protocol> protocol) {
    this.protocol = protocol;
  }

  /** A factory that does nothing but call {@code protocol} for each connection. */
  public static Factory of(Supplier<? extends Protocol> protocol) {
    return new ServerFactory(protocol);
  }

  /**
   * A protocol for a new connection. The standard one calls the supplier given to the constructor
   * and introduces a {@link FactoryProtocol} to this factory.
   *
   * @param peer who is at the other end
   * @return the protocol, or null to refuse: the connection is then closed
   * @throws IllegalStateException if this factory was given no supplier and does not override this
   */
  public @Nullable Protocol buildProtocol(Address peer) {
    if (protocol == null) {
      throw new IllegalStateException(
          logPrefix() + " has neither a protocol supplier nor a buildProtocol of its own");
    }
    Protocol made = protocol.get();
    if (made instanceof FactoryProtocol<?> member) {
      introduce(member);
    }
    return made;
  }

  // The supplier was given by this factory's own class, which knows whom its protocols expect; a
  // mismatch shows as a ClassCastException at the protocol's first factory().
  @SuppressWarnings("unchecked")
  private void introduce(FactoryProtocol<?> member) {
    ((FactoryProtocol<Factory>) member).setFactory(this);
  }

  /** A port or connector begins to use this factory; the first one calls {@link #startFactory}. */
  public final void doStart() {
    if (uses == 0) {
      startFactory();
    }
    uses++; // not if startFactory throws
  }

  /** A port or connector has done with this factory; the last one calls {@link #stopFactory}. */
  public final void doStop() {
    if (uses > 0 && --uses == 0) {
      stopFactory();
    }
  }

  /** The factory is about to be used: the place to open what its protocols share. */
  public void startFactory() {}

  /** Nothing uses the factory any more: the place to close what {@link #startFactory} opened. */
  public void stopFactory() {}

  /** What log lines about this factory begin with: the name of the class. */
  public String logPrefix() {
    String name = getClass().getSimpleName();
    return name.isEmpty() ? getClass().getName() : name;
  }
}
