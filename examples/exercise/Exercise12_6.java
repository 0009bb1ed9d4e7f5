// Part 12, exercise 6: poems that are sent as netstrings.
//
// Watch the client notice that the second poem is cut short. In the book's protocol the end of the
// connection is the end of the poem, so half a poem cannot be told from a short one.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;
import module twine.protocols;

final Reactor reactor = Reactors.installed();

static final class Poet extends Protocol {
  private final String bytes;

  Poet(String bytes) {
    this.bytes = bytes;
  }

  @Override
  public void connectionMade() {
    transport().write(UTF_8.encode(bytes));
    transport().loseConnection();
  }
}

static final class Reader extends NetstringReceiver {
  private final Deferred<String> poem;

  Reader(Deferred<String> poem) {
    this.poem = poem;
  }

  @Override
  protected void stringReceived(ByteBuffer string) {
    poem.callback(UTF_8.decode(string).toString());
    transport().loseConnection();
  }

  @Override
  public void connectionLost(Failure reason) {
    if (!poem.hasFired()) {
      poem.errback(new EOFException("only " + unfinishedBytes() + " bytes have come"));
    }
  }
}

Deferred<String> getPoetry(TcpPort server) {
  var poem = new Deferred<String>();
  reactor.connectTcp(server.getHost(), ClientFactory.of(() -> new Reader(poem)));
  return poem;
}

void main() {
  TcpPort whole = listen("19:This poem is short.,");
  TcpPort broken = listen("19:This poem is");
  DeferredList.of(List.of(getPoetry(whole), getPoetry(broken)), DeferredList.Errors.CONSUME)
      .onResult(poems -> poems.forEach(IO::println))
      .onBoth(reactor::stop);
  reactor.run();
}

TcpPort listen(String bytes) {
  return reactor.listenTcp(0, Factory.of(() -> new Poet(bytes)), ListenOptions.LOOPBACK);
}
