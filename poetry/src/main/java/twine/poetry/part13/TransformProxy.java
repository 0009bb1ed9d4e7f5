package twine.poetry.part13;

import twine.defer.Deferred;
import twine.net.TcpAddress;
import twine.reactor.ReactorTcp;

/** Part 13: stands here for a transform server that is somewhere else. */
public final class TransformProxy {
  private final ReactorTcp reactor;
  private final TcpAddress server;

  /** Makes a proxy; it connects for each poem anew. */
  public TransformProxy(ReactorTcp reactor, TcpAddress server) {
    this.reactor = reactor;
    this.server = server;
  }

  /**
   * Has a poem transformed.
   *
   * @param name the name of the transform, without a dot
   * @param poem the poem; it is not changed, and not to be changed before there is an answer
   * @return fires with the transformed poem; fails if the server cannot be reached, or with {@link
   *     NoTransformedPoemException} if it closes the connection, or does not answer as it should;
   *     cancelling it drops the connection
   * @throws IllegalArgumentException if the name has a dot, with which it would be another one
   */
  public Deferred<byte[]> xform(String name, byte[] poem) {
    if (name.indexOf('.') >= 0) {
      throw new IllegalArgumentException("the name of a transform has no dot, as has " + name);
    }
    var factory = new TransformClientFactory(server, name, poem);
    return factory.poem(reactor.connectTcp(server, factory));
  }
}
