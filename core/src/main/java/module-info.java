/**
 * The engine: event loop, Deferred, protocols and transports, reactors.
 *
 * <p>It needs no other module at run time. It logs through {@link System.Logger}.
 */
module twine.core {
  requires static jdk.unsupported;
  requires static transitive org.jspecify;

  exports twine.defer;
  exports twine.loop;
  exports twine.net;
  exports twine.net.error;
  exports twine.reactor;
}
