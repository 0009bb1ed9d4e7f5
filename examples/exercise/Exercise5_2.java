// Part 5, exercise 2: who calls connectionLost?
//
// Watch the stack, from the bottom: the reactor finds the connection readable, reads, and sees its
// end; the transport tells the protocol.

import module twine.core;

final Reactor reactor = Reactors.installed();

final class PoetryProtocol extends Protocol {
  @Override
  public void connectionLost(Failure reason) {
    IO.println(reason.getErrorMessage());
    Thread.dumpStack();
    reactor.stop();
  }
}

/** A poet without a poem. */
static final class Poet extends Protocol {
  @Override
  public void connectionMade() {
    transport().loseConnection();
  }
}

void main() {
  TcpPort poet = reactor.listenTcp(0, Factory.of(Poet::new), ListenOptions.LOOPBACK);
  reactor.connectTcp(poet.getHost(), ClientFactory.of(PoetryProtocol::new));
  reactor.run();
}
