// Part 22, exercise 1: a synchronous program, ported.
//
// Watch the same question asked twice: which of these doors are open? The old program knocks at one
// after another, the new one at all at once, and neither asks more than it did.

import module java.base;
import module twine.core;

final Reactor reactor = Reactors.installed();

record Door(String name, int port) {}

/** The program as it was. */
boolean isOpen(Door door) {
  try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
    return true;
  } catch (IOException _) {
    return false;
  }
}

/** The program as it is. */
Deferred<Boolean> knock(Door door) {
  var open = new Deferred<Boolean>();
  reactor.connectTcp("127.0.0.1", door.port(), new Knocker(open));
  return open;
}

void tell(Door door, boolean open) {
  IO.println(door.name() + " is " + (open ? "open" : "shut"));
}

void main() {
  List<Door> doors = List.of(open("The first"), new Door("The second", 1), open("The third"));
  IO.println("One after another:");
  doors.forEach(door -> tell(door, isOpen(door)));
  IO.println("All at once:");
  DeferredList.gatherResults(doors.stream().map(this::knock).toList())
      .onResult(answers -> {
        for (int i = 0; i < doors.size(); i++) {
          tell(doors.get(i), answers.get(i));
        }
      })
      .onBoth(reactor::stop);
  reactor.run();
}

Door open(String name) {
  Factory nobody = Factory.of(() -> new Protocol() {});
  return new Door(name, reactor.listenTcp(0, nobody, ListenOptions.LOOPBACK).getHost().port());
}

static final class Knocker extends ClientFactory {
  private final Deferred<Boolean> open;

  Knocker(Deferred<Boolean> open) {
    super(() -> new Knock(open));
    this.open = open;
  }

  @Override
  public void clientConnectionFailed(Connector connector, Failure reason) {
    open.callback(false);
  }
}

static final class Knock extends Protocol {
  private final Deferred<Boolean> open;

  Knock(Deferred<Boolean> open) {
    this.open = open;
  }

  @Override
  public void connectionMade() {
    transport().loseConnection();
    open.callback(true);
  }
}
