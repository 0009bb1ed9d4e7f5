package twine.poetry.part13;

import java.util.Locale;
import java.util.Optional;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.poetry.command.Transformation;
import twine.reactor.ReactorTcp;

/** Part 13: the step that transforms poems, if it can, and otherwise leaves them as they are. */
public final class Transformer {
  private final Optional<TransformProxy> proxy;
  private final String name;

  private Transformer(Optional<TransformProxy> proxy, String name) {
    this.proxy = proxy;
    this.name = name;
  }

  /**
   * Transforms as the command line says.
   *
   * @throws twine.poetry.command.UsageException if it has no address where one should be
   */
  public static Transformer of(ReactorTcp reactor, Transformation wanted) {
    return new Transformer(
        wanted.server().map(server -> new TransformProxy(reactor, server)), wanted.name());
  }

  /**
   * Has a poem transformed; it stays as it is when there is no server to ask (exercise 2).
   *
   * @return fires with a poem, or fails as {@link TransformProxy#xform} does
   */
  public Deferred<byte[]> transform(byte[] poem) {
    return proxy.isPresent() ? proxy.get().xform(name, poem) : Deferred.succeed(poem);
  }

  /**
   * The same, but if that fails it says so, and the poem stays as it is.
   *
   * @return fires with a poem; never fails
   */
  public Deferred<byte[]> tryToTransform(byte[] poem) {
    return transform(poem)
        .addErrback(failure -> {
          complain(failure);
          return poem;
        });
  }

  /** Says on standard error that a poem could not be transformed. */
  public void complain(Failure failure) {
    System.err.println(title() + " failed! (" + failure.getErrorMessage() + ")");
  }

  /** With a capital, as the book has it: "Cummingsify failed!". */
  private String title() {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
