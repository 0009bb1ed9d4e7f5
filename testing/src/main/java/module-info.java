/** What tests of Twine programs need: virtual time, in-memory transports, contract suites. */
module twine.testing {
  requires java.logging;
  requires transitive twine.core;
  requires static org.jspecify;

  exports twine.testing;
  exports twine.testing.contract;
  exports twine.testing.simulation;
}
