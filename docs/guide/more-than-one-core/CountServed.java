import module twine.core;

import java.util.concurrent.atomic.LongAdder;

void main() {
  LongAdder served = new LongAdder(); // for all threads
  ReactorGroup group = ReactorGroup.create(2);
  GroupPort port =
      group.listenTcp(0, reactor -> new Counted(reactor, served), ListenOptions.LOOPBACK);
  IO.println("port " + port.getHost().port());
  group.run();
  IO.println(served + " served in all");
}

static final class Counted extends ServerFactory {
  private final Reactor reactor;
  private final LongAdder served;

  Counted(Reactor reactor, LongAdder served) {
    this.reactor = reactor;
    this.served = served;
  }

  @Override
  public Protocol buildProtocol(Address peer) {
    served.increment();
    return new Patient();
  }

  /** Says goodbye a little later. */
  private final class Patient extends Protocol {
    @Override
    public void connectionMade() {
      reactor.callLater(
          Duration.ofMillis(10),
          () -> {
            transport().write("Goodbye.\n".getBytes());
            transport().loseConnection();
          });
    }
  }
}
