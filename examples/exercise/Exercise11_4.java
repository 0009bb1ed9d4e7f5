// Part 11, exercise 4: one server with several poems, each on a port of its own.
//
// Watch that it takes nothing but a port and a factory for each poem. All are served by one
// reactor.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;

final Reactor reactor = Reactors.installed();

TcpPort serve(String poem) {
  Factory factory = Factory.of(() -> new Poet(poem));
  TcpPort port = reactor.listenTcp(0, factory, ListenOptions.LOOPBACK);
  IO.println("Serving " + poem.length() + " characters of poetry.");
  return port;
}

static final class Poet extends Protocol {
  private final String poem;

  Poet(String poem) {
    this.poem = poem;
  }

  @Override
  public void connectionMade() {
    transport().write(UTF_8.encode(poem));
    transport().loseConnection();
  }
}

Deferred<String> getPoetry(TcpAddress address) {
  return Protocols.readAll(reactor, address.host(), address.port())
      .addCallback(bytes -> new String(bytes, UTF_8));
}

void main() {
  List<Deferred<String>> poems =
      Stream.of("This poem is short.", "This is another one.")
          .map(this::serve)
          .map(port -> getPoetry(port.getHost()))
          .toList();
  DeferredList.gatherResults(poems)
      .onResult(texts -> texts.forEach(IO::println))
      .onBoth(reactor::stop);
  reactor.run();
}
