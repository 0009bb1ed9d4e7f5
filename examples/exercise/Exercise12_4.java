// Part 12, exercise 4: transforms that return Deferreds.
//
// Watch what had to change: the answer is sent by a callback, the answers make one chain so that
// they keep the order of the requests, and whoever has gone is not worked for.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;
import module twine.protocols;

final Reactor reactor = Reactors.installed();

/** Takes a second, and can do nothing with an empty poem. */
Deferred<String> cummingsify(String poem) {
  return Tasks.deferLater(
      reactor,
      Duration.ofSeconds(1),
      () -> {
        if (poem.isEmpty()) {
          throw new Exception("There is nothing to transform.");
        }
        return poem.toLowerCase(Locale.ROOT);
      });
}

final class TransformProtocol extends NetstringReceiver {
  private Deferred<String> answers = Deferred.succeed("");

  @Override
  protected void stringReceived(ByteBuffer string) {
    String poem = UTF_8.decode(string).toString();
    answers =
        answers
            .addAsyncCallback(before -> cummingsify(poem))
            .onResult(text -> sendString(UTF_8.encode(text)))
            .onFailure(failure -> transport().loseConnection());
  }

  @Override
  public void connectionLost(Failure reason) {
    answers.cancel();
    answers.handle(failure -> IO.println("the server: " + failure.getErrorMessage()));
  }
}

/** Sends all its poems at once. */
static final class Client extends NetstringReceiver {
  private final List<String> poems;

  Client(String... poems) {
    this.poems = List.of(poems);
  }

  @Override
  public void connectionMade() {
    poems.forEach(poem -> sendString(UTF_8.encode(poem)));
  }

  @Override
  protected void stringReceived(ByteBuffer poem) {
    IO.println("a client got: " + UTF_8.decode(poem));
  }
}

void main() {
  TcpPort port = reactor.listenTcp(0, Factory.of(TransformProtocol::new), ListenOptions.LOOPBACK);
  reactor.connectTcp(
      port.getHost(), ClientFactory.of(() -> new Client("To Science", "The Ecstasy", "")));
  Connector impatient =
      reactor.connectTcp(port.getHost(), ClientFactory.of(() -> new Client("Alla Sera")));
  reactor.callLater(Duration.ofMillis(500), impatient::disconnect);
  reactor.callLater(Duration.ofSeconds(4), reactor::stop);
  reactor.run();
}
