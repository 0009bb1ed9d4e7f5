package twine.net;

import org.jspecify.annotations.Nullable;

/**
 * A protocol that shares something with the other connections of its factory, and so wants to reach
 * it (the book's {@code self.factory}).
 *
 * <pre>{@code
 * final class PoetryFactory extends ServerFactory {
 *   final byte[] poem;
 *
 *   PoetryFactory(byte[] poem) {
 *     super(PoetryProtocol::new);
 *     this.poem = poem;
 *   }
 * }
 *
 * final class PoetryProtocol extends FactoryProtocol<PoetryFactory> {
 *   @Override public void connectionMade() {
 *     transport().write(factory().poem);
 *     transport().loseConnection();
 *   }
 * }
 * }</pre>
 *
 * @param <F> the class of the factory that makes these protocols
 */
public abstract class FactoryProtocol<F extends Factory> extends Protocol {
  private @Nullable F factory;

  /** For subclasses. */
  protected FactoryProtocol() {}

  /**
   * The factory that made this protocol.
   *
   * @throws IllegalStateException if a factory's own {@link Factory#buildProtocol} made it and did
   *     not {@linkplain #setFactory say so}
   */
  public final F factory() {
    F known = factory;
    if (known == null) {
      throw new IllegalStateException(logPrefix() + " was not told its factory");
    }
    return known;
  }

  /**
   * Says which factory made this protocol. The standard {@link Factory#buildProtocol} does so; one
   * that a program writes itself calls it with {@code this}.
   */
  public final void setFactory(F factory) {
    this.factory = factory;
  }
}
