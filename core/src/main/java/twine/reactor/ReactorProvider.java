package twine.reactor;

/**
 * Makes reactors of one kind; found by {@link java.util.ServiceLoader}. A provider must be cheap to
 * load: what it needs is loaded by {@link #create}.
 */
public interface ReactorProvider {

  /** The name by which people choose this kind, such as {@code nio}. */
  String name();

  /** One line that says what this kind is. */
  String description();

  /**
   * Where the provider stands when nobody chooses: the highest one is the default. Kinds with a
   * negative preference are used only when they are asked for.
   */
  int preference();

  /**
   * A new reactor.
   *
   * @throws UnsupportedOperationException if this kind cannot work here; the message says why
   */
  Reactor create();
}
