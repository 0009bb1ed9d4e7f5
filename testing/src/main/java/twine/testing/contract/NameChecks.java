package twine.testing.contract;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;

/** Looking up hosts. */
final class NameChecks extends Theme {
  private final List<InetAddress> found = new ArrayList<>();
  private @Nullable Failure failure;

  NameChecks(ReactorFixture fixture) {
    super(fixture);
  }

  private void resolve(String host) {
    reactor.callWhenRunning(() ->
        reactor
            .resolve(host)
            .onResult(addresses -> {
              Expect.that(reactor.inLoop(), "fired off the reactor's thread");
              found.addAll(addresses);
            })
            .handle(reason -> failure = reason)
            .onBoth(end -> look()));
    runUntil(() -> !found.isEmpty() || failure != null);
  }

  @Promise
  void aNumericAddressIsItsOwnAnswer() {
    resolve("192.0.2.7");
    Expect.equal(List.of(InetAddress.ofLiteral("192.0.2.7")), found, "the addresses");
  }

  @Promise
  void aNumericAddressOfSixIsItsOwnAnswer() {
    resolve("2001:db8::7");
    Expect.equal(List.of(InetAddress.ofLiteral("2001:db8::7")), found, "the addresses");
  }

  @Promise
  void localhostIsALoopbackAddress() {
    resolve("localhost");
    Expect.that(found.getFirst().isLoopbackAddress(), "localhost is " + found);
  }

  @Promise
  void anUnknownHostIsAFailureThatNamesIt() {
    resolve("no-such-host.invalid");
    UnknownHostException reason = Expect.failure(UnknownHostException.class, failure);
    Expect.mentions("no-such-host.invalid", reason);
  }
}
