// Part 12, exercise 3: two protocols, on two ports, for one service.
//
// Watch the service count the poems of both. A protocol knows how a request looks and nothing else,
// so the second one is all that had to be written.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;
import module twine.protocols;

final Reactor reactor = Reactors.installed();

static final class TransformService {
  private int poems = 0;

  String cummingsify(String poem) {
    poems++;
    return poem.toLowerCase(Locale.ROOT) + " (poem " + poems + ")";
  }
}

/** The book's protocol: poems come and go as netstrings. */
static final class ByNetstrings extends NetstringReceiver {
  private final TransformService service;

  ByNetstrings(TransformService service) {
    this.service = service;
  }

  @Override
  protected void stringReceived(ByteBuffer string) {
    sendString(UTF_8.encode(service.cummingsify(UTF_8.decode(string).toString())));
    transport().loseConnection();
  }
}

/** The other one: a poem has one line. */
static final class ByLines extends LineReceiver {
  private final TransformService service;

  ByLines(TransformService service) {
    this.service = service;
    setDelimiter((byte) '\n');
  }

  @Override
  protected void lineReceived(ByteBuffer line) {
    sendLine(UTF_8.encode(service.cummingsify(UTF_8.decode(line).toString())));
    transport().loseConnection();
  }
}

void main() {
  var service = new TransformService();
  TcpPort netstrings = listen(() -> new ByNetstrings(service));
  TcpPort lines = listen(() -> new ByLines(service));
  Coroutine.start(
          () -> {
            ask(netstrings, "12:I sing of Ol,");
            ask(lines, "The Ecstasy\n");
            ask(netstrings, "10:To Science,");
            return null;
          })
      .onBoth(reactor::stop);
  reactor.run();
}

TcpPort listen(Supplier<Protocol> protocol) {
  return reactor.listenTcp(0, Factory.of(protocol), ListenOptions.LOOPBACK);
}

/** Says something, and prints everything that is answered, as netcat does. */
void ask(TcpPort server, String request) throws Exception {
  var answer = new Deferred<String>();
  reactor.connectTcp(server.getHost(), ClientFactory.of(() -> new Netcat(request, answer)));
  IO.println(request.strip() + " -> " + Coroutine.await(answer).strip());
}

static final class Netcat extends Protocol {
  private final String request;
  private final Deferred<String> answer;
  private final StringBuilder received = new StringBuilder();

  Netcat(String request, Deferred<String> answer) {
    this.request = request;
    this.answer = answer;
  }

  @Override
  public void connectionMade() {
    transport().write(UTF_8.encode(request));
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    received.append(UTF_8.decode(data));
  }

  @Override
  public void connectionLost(Failure reason) {
    answer.callback(received.toString());
  }
}
