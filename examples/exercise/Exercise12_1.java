// Part 12, exercise 1: netstrings that are malformed, or huge.
//
// Watch that one byte too many is enough: the huge one is refused for its length, before any of its
// bytes has come, and so costs no memory. What follows a bad one is never looked at, although it is
// well-formed.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;
import module twine.protocols;

final Reactor reactor = Reactors.installed();

/** Takes strings of up to 100 bytes. */
static final class Server extends NetstringReceiver {
  Server() {
    super(100);
  }

  @Override
  protected void stringReceived(ByteBuffer string) {
    IO.println("  it got: " + UTF_8.decode(string));
  }

  @Override
  protected void messageRefused(MessageRefusedException why) {
    IO.println("  it refused: " + why.getMessage());
    transport().loseConnection();
  }
}

/** Sends some bytes, and tells when the server is done with it. */
static final class Client extends Protocol {
  private final String sent;
  private final Deferred<String> done;

  Client(String sent, Deferred<String> done) {
    this.sent = sent;
    this.done = done;
  }

  @Override
  public void connectionMade() {
    transport().write(UTF_8.encode(sent));
  }

  @Override
  public void connectionLost(Failure reason) {
    done.callback(sent);
  }
}

void main() {
  TcpPort port = reactor.listenTcp(0, Factory.of(Server::new), ListenOptions.LOOPBACK);
  Coroutine.start(() -> sendAll(port.getHost())).onBoth(reactor::stop);
  reactor.run();
}

Void sendAll(TcpAddress server) throws Exception {
  for (String sent : List.of("4:poem,five:lines,", "4:poem;4:poem,", "999999999:", "04:poem,")) {
    IO.println("A client sends " + sent);
    var done = new Deferred<String>();
    reactor.connectTcp(server, ClientFactory.of(() -> new Client(sent, done)));
    Coroutine.await(done);
  }
  return null;
}
