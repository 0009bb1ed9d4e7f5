package twine.testing.contract;

import twine.net.TcpAddress;

/** What the checks about attempts to connect share. */
abstract class ConnectTheme extends Theme {

  ConnectTheme(ReactorFixture fixture) {
    super(fixture);
  }

  /** An address that does not answer; for checks that need one. */
  final TcpAddress silent() {
    return Expect.present(fixture.silent(), "a silent address");
  }

  /** Runs until the factory is done with, which must not have been before the run. */
  final void runUntilReleased(PeerFactory factory) {
    Expect.that(!factory.has("failed"), "the failure came before the attempt was even made");
    runUntil(() -> factory.has("stopFactory"));
  }
}
