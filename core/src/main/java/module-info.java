/**
 * The engine: event loop, Deferred, protocols and transports, reactors.
 *
 * <p>It needs no other module at run time. It logs through {@link System.Logger}.
 *
 * @uses twine.reactor.ReactorProvider to find the reactors that there are
 * @provides twine.reactor.ReactorProvider the reactors on {@code java.nio}
 */
module twine.core {
  requires static jdk.unsupported;
  requires static org.jspecify;

  exports twine.coroutine;
  exports twine.defer;
  exports twine.loop;
  exports twine.net;
  exports twine.net.error;
  exports twine.reactor;
  exports twine.reactor.error;
  exports twine.reactor.group;
  exports twine.reactor.spi;
  exports twine.task;

  uses twine.reactor.ReactorProvider;

  provides twine.reactor.ReactorProvider with
      twine.nio.NioReactorProvider,
      twine.nio.NioPollReactorProvider;
}
