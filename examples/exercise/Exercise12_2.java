// Part 12, exercise 2: another transform.
//
// Watch the table: a new transform is a method and a line there. What a client names is looked up
// in it and nowhere else, so that nobody can ask for a method that was not meant for them.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;
import module twine.protocols;

final Reactor reactor = Reactors.installed();

final Map<String, UnaryOperator<String>> transforms =
    Map.of("cummingsify", poem -> poem.toLowerCase(Locale.ROOT), "mirror", this::mirror);

/** The new one: each line from its end to its beginning. */
String mirror(String poem) {
  return poem.lines()
      .map(line -> new StringBuilder(line).reverse().toString())
      .collect(Collectors.joining("\n"));
}

/** A request is {@code NAME.POEM} as a netstring, and so is the answer. */
final class TransformProtocol extends NetstringReceiver {
  @Override
  protected void stringReceived(ByteBuffer string) {
    String[] request = UTF_8.decode(string).toString().split("\\.", 2);
    UnaryOperator<String> transform = transforms.get(request[0]);
    if (transform != null && request.length == 2) {
      sendString(UTF_8.encode(transform.apply(request[1])));
    }
    transport().loseConnection();
  }
}

/** What the book tries it out with is netcat; this says as much, and prints as much. */
static final class Netcat extends Protocol {
  private final String request;
  private final StringBuilder answer = new StringBuilder();
  private final Deferred<String> done;

  Netcat(String request, Deferred<String> done) {
    this.request = request;
    this.done = done;
  }

  @Override
  public void connectionMade() {
    transport().write(UTF_8.encode(request));
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    answer.append(UTF_8.decode(data));
  }

  @Override
  public void connectionLost(Failure reason) {
    done.callback(request + " -> " + (answer.isEmpty() ? "nothing" : answer));
  }
}

void main() {
  TcpPort port = reactor.listenTcp(0, Factory.of(TransformProtocol::new), ListenOptions.LOOPBACK);
  List<Deferred<String>> answers =
      Stream.of("23:cummingsify.Here It Is!,", "18:mirror.Here It Is!,", "12:hashCode.Oh!,")
          .map(request -> ask(port.getHost(), request))
          .toList();
  DeferredList.gatherResults(answers)
      .onResult(lines -> lines.forEach(IO::println))
      .onBoth(reactor::stop);
  reactor.run();
}

Deferred<String> ask(TcpAddress server, String request) {
  var done = new Deferred<String>();
  reactor.connectTcp(server, ClientFactory.of(() -> new Netcat(request, done)));
  return done;
}
