/** Ready-made protocols: messages in a stream of bytes. */
module twine.protocols {
  requires transitive twine.core;
  requires static org.jspecify;

  exports twine.protocols;
  exports twine.protocols.policies;
}
