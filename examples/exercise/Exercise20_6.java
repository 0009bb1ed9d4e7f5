// Part 20, exercise 6: the slow poetry server in the manner of Erlang.
//
// Watch who waits for what: one process for clients, and one process for each client between two
// lines. Nobody calls them back; each loops on its own.

import static java.nio.charset.StandardCharsets.UTF_8;
import static twine.coroutine.Coroutine.await;

import module twine.core;

final Reactor reactor = Reactors.installed();
final List<String> poem = List.of("This poem", "is short.");

Void acceptClients(DeferredQueue<Transport> mailbox) throws Exception {
  while (true) {
    Transport client = await(mailbox.get());
    Coroutine.start(() -> recite(client, poem));
  }
}

Void recite(Transport client, List<String> lines) throws Exception {
  if (lines.isEmpty()) {
    client.loseConnection();
    return null;
  }
  client.write(UTF_8.encode(lines.getFirst() + "\n"));
  await(Tasks.deferLater(reactor, Duration.ofMillis(100), () -> null));
  return recite(client, lines.subList(1, lines.size()));
}

String readPoetry(int reader, TcpAddress server) throws Exception {
  byte[] read = await(Protocols.readAll(reactor, server.host(), server.port()));
  return "Reader " + reader + ": " + new String(read, UTF_8).replace('\n', ' ').strip();
}

void main() {
  var mailbox = new DeferredQueue<Transport>();
  Factory factory = Factory.of(() -> new Client(mailbox));
  TcpPort port = reactor.listenTcp(0, factory, ListenOptions.LOOPBACK);
  Coroutine.start(() -> acceptClients(mailbox));
  List<Deferred<String>> readers =
      IntStream.rangeClosed(1, 3)
          .mapToObj(reader -> Coroutine.start(() -> readPoetry(reader, port.getHost())))
          .toList();
  DeferredList.gatherResults(readers)
      .onResult(read -> read.forEach(IO::println))
      .onBoth(reactor::stop);
  reactor.run();
}

/** All that a callback does here is to send a message. */
static final class Client extends Protocol {
  private final DeferredQueue<Transport> mailbox;

  Client(DeferredQueue<Transport> mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void connectionMade() {
    mailbox.put(transport());
  }
}
