package twine.net;

import java.util.function.Supplier;

/** A factory for the connections that others make to a listening port (the book's Part 11). */
public class ServerFactory extends Factory {

  /** For subclasses that override {@link #buildProtocol}. */
  protected ServerFactory() {}

  /**
   * A factory that asks {@code protocol} for each connection.
   *
   * @param protocol called once for each connection
   */
  public ServerFactory(Supplier<? extends Protocol> protocol) {
    super(protocol);
  }
}
