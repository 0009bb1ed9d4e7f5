// Part 22, exercise 2: a program of one's own, which listens to a heart from afar.
//
// Watch how a silence becomes an event: each beat puts the alarm off, and when no more beats come
// nobody puts it off any longer.

import module java.base;
import module twine.core;

final Reactor reactor = Reactors.installed();

/** Beats a few times, and then no more, though the connection stays. */
final class Heart extends Protocol {
  private int beats;

  @Override
  public void connectionMade() {
    beat();
  }

  private void beat() {
    transport().write(ByteBuffer.allocate(1));
    beats++;
    if (beats < 3) {
      reactor.callLater(Duration.ofMillis(100), this::beat);
    }
  }
}

/** Listens to one heart. */
final class Listener extends Protocol {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final DelayedCall alarm = reactor.callLater(PATIENCE, this::silence);

  @Override
  public void dataReceived(ByteBuffer data) {
    IO.println("A beat.");
    alarm.reset(PATIENCE);
  }

  private void silence() {
    IO.println("Nothing for half a second: a doctor, quickly!");
    reactor.stop();
  }
}

void main() {
  TcpPort port = reactor.listenTcp(0, Factory.of(Listener::new), ListenOptions.LOOPBACK);
  reactor.connectTcp(port.getHost(), ClientFactory.of(Heart::new));
  reactor.run();
}
