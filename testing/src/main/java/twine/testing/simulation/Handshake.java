package twine.testing.simulation;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is made: a packet there, a packet back. What is lost is sent again, after 1, 2,
 * 4 … seconds, as TCP does; after {@value #PATIENCE_SECONDS} seconds the system gives up.
 */
final class Handshake {
  private static final long FIRST_RETRY = 1_000_000_000;
  private static final long PATIENCE_SECONDS = 127; // what Linux's 6 retries come to

  private final World world;
  private final Stream client;
  private final Host to;
  private final InetSocketAddress remote;
  private final Path path;
  private final Path back;
  private final long begun;

  private int losses;
  private boolean answered;

  Handshake(World world, Stream client, Host from, Host to, InetSocketAddress remote) {
    this.world = world;
    this.client = client;
    this.to = to;
    this.remote = remote;
    this.path = world.path(from, to);
    this.back = world.path(to, from);
    this.begun = world.agenda().now();
    knock();
  }

  private void knock() {
    world.agenda().at(path.arrival(0), this::knocked);
  }

  private void knocked() {
    if (client.closed()) {
      return;
    }
    Listener listener = listener();
    if (path.isBroken()
        || world.faults().loses(path)
        || (listener != null && !listener.hasRoom())) {
      again(this::knock);
    } else if (listener == null || world.faults().refuses(path)) {
      world.trace().add(() -> path + ": refused " + remote, 'N', remote.getPort());
      world.agenda().at(back.arrival(0), client::refused);
    } else {
      world.trace().add(() -> path + ": connected to " + remote, 'C', remote.getPort());
      answered = true;
      listener.add(client.accepted(listener.driver()));
      answer();
    }
  }

  private @Nullable Listener listener() {
    return to.isUp() ? to.driver().listenerFor(remote) : null;
  }

  private void answer() {
    world.agenda().at(back.arrival(0), this::answered);
  }

  private void answered() {
    if (back.isBroken() || world.faults().loses(back)) {
      again(this::answer);
    } else if (client.closed()) {
      client.answerWithReset();
    } else {
      client.established();
    }
  }

  private void again(Runnable packet) {
    if (client.closed() && !answered) {
      return;
    }
    long retry = FIRST_RETRY << losses++;
    long end = begun + PATIENCE_SECONDS * FIRST_RETRY;
    if (world.agenda().now() + retry > end) {
      client.timedOut();
      if (answered) {
        client.answerWithReset(); // the other end holds the connection for made
      }
    } else {
      world.agenda().after(retry, packet);
    }
  }
}
