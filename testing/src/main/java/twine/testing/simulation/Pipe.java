package twine.testing.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import twine.testing.simulation.Packet.Data;
import twine.testing.simulation.Packet.Fin;
import twine.testing.simulation.Packet.Reset;

/**
 * One direction of a connection. Packets arrive in the order in which they were sent. What is lost
 * is sent again, later each time, as TCP does (RFC 6298), until the sender gives up.
 */
final class Pipe {
  private static final long FIRST_RETRY = 200_000_000; // Linux: at least 200 ms, at most 120 s
  private static final long LAST_RETRY = 120_000_000_000L;
  private static final long PATIENCE = 924_600_000_000L; // what Linux's 15 retries come to

  private final World world;
  private final Path path;
  private final Path back;
  private final Stream sender;
  private final Deque<Sent> sent = new ArrayDeque<>();

  private @Nullable Stream receiver;
  private long lastArrival;
  private long firstLoss;
  private int losses;
  private int
      unread; // bytes that were sent and of which the sender has not heard that they were read

  Pipe(World world, Stream sender, Path path, Path back) {
    this.world = world;
    this.sender = sender;
    this.path = path;
    this.back = back;
  }

  private record Sent(Packet packet, long arrival) {}

  void receiver(Stream receiver) {
    this.receiver = receiver;
  }

  /** How many bytes the sender may send now. */
  int room() {
    return Math.max(0, path.link().buffer() - unread);
  }

  void send(Packet packet) {
    unread += packet.size();
    lastArrival = Math.max(lastArrival, path.arrival(packet.size()));
    sent.add(new Sent(packet, lastArrival));
    if (sent.size() == 1) {
      world.agenda().at(lastArrival, this::arrive);
    }
  }

  /** The sender has reset the connection: what was to be sent again will not be. */
  void reset() {
    sent.removeIf(waiting -> losses > 0 || waiting.arrival > world.agenda().now());
    losses = 0;
    send(Reset.RESET);
  }

  private void arrive() {
    Sent first = sent.peek();
    if (first == null || (losses == 0 && first.arrival > world.agenda().now())) {
      next();
      return;
    }
    if (path.isBroken() || world.faults().loses(path)) {
      lost(first.packet);
      return;
    }
    losses = 0;
    sent.remove();
    if (first.packet instanceof Data && world.faults().resets(path)) {
      world.trace().add(() -> path + ": reset by the network", 'X', path.isLoopback() ? 1 : 0);
      sent.clear();
      deliver(Reset.RESET);
      sender.resetByPeer();
      return;
    }
    deliver(first.packet);
    next();
  }

  private void next() {
    Sent first = sent.peek();
    if (first != null) {
      world.agenda().at(Math.max(first.arrival, world.agenda().now()), this::arrive);
    }
  }

  private void lost(Packet packet) {
    if (packet == Reset.RESET || sender.vanished()) {
      sent.clear(); // nobody is there to send it again
      if (receiver != null) {
        receiver.peerGone();
      }
      return;
    }
    long now = world.agenda().now();
    if (losses == 0) {
      firstLoss = now;
    }
    if (now - firstLoss >= PATIENCE) {
      sent.clear();
      sender.timedOut();
      return;
    }
    world.agenda().after(pause(losses), this::arrive);
    losses++;
  }

  private static long pause(int tries) {
    return Math.min(LAST_RETRY, FIRST_RETRY << Math.min(tries, Integer.SIZE));
  }

  /**
   * The receiver is gone and could not say so. A sender that waits for room asks now and then
   * whether there is some, as TCP does (RFC 9293, section 3.8.6.1), and so finds out.
   */
  void receiverGone() {
    if (room() == 0 && sent.isEmpty()) {
      probe(world.agenda().now(), 0);
    }
  }

  private void probe(long begun, int tries) {
    world.agenda().after(pause(tries), () -> probed(begun, tries));
  }

  private void probed(long begun, int tries) {
    if (sender.closed()) {
      return;
    }
    if (!path.isBroken() && !back.isBroken()) {
      sender.resetByPeer();
    } else if (world.agenda().now() - begun >= PATIENCE) {
      sender.timedOut();
    } else {
      probe(begun, tries + 1);
    }
  }

  private void deliver(Packet packet) {
    Stream to = receiver;
    if (to == null) {
      return;
    }
    record(packet);
    switch (packet) {
      case Data(ByteBuffer bytes) -> {
        if (to.closed()) {
          to.answerWithReset();
        } else {
          to.received(bytes);
        }
      }
      case Fin.FIN -> {
        if (to.vanished()) {
          to.answerWithReset();
        } else {
          to.receivedEnd();
        }
      }
      case Reset.RESET -> to.resetByPeer();
    }
  }

  private void record(Packet packet) {
    switch (packet) {
      case Data(ByteBuffer bytes) -> {
        CRC32C sum = new CRC32C();
        int count = bytes.remaining();
        sum.update(bytes.duplicate());
        world.trace().add(() -> path + ": " + count + " bytes", 'D', count, sum.getValue());
      }
      case Fin.FIN -> world.trace().add(() -> path + ": the end", 'F');
      case Reset.RESET -> world.trace().add(() -> path + ": reset", 'R');
    }
  }

  /** The receiver has read so many bytes; the sender hears of it. */
  void acknowledge(int count) {
    world.agenda().at(back.arrival(0), () -> acknowledged(count, 0));
  }

  private void acknowledged(int count, int tries) {
    if (back.isBroken()) {
      // Somebody sends something again until this gets through.
      if (receiver != null && !receiver.vanished() && !sender.closed()) {
        world.agenda().after(pause(tries), () -> acknowledged(count, tries + 1));
      }
      return;
    }
    unread -= count;
    sender.changed();
  }
}
