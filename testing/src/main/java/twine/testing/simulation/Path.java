package twine.testing.simulation;

import java.util.random.RandomGenerator;

/** One direction of a link. */
final class Path {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Agenda agenda;
  private final RandomGenerator chance;
  private final Host from;
  private final Host to;

  private Link link;
  private long busyUntil;
  private int cuts; // how many reasons there are for nothing to get through

  Path(World world, Host from, Host to, Link link) {
    this.agenda = world.agenda();
    this.chance = world.chance();
    this.from = from;
    this.to = to;
    this.link = link;
  }

  Link link() {
    return link;
  }

  void link(Link link) {
    this.link = link;
  }

  void cut() {
    cuts++;
  }

  void mend() {
    cuts--;
  }

  /** Whether what is on this path now is lost. */
  boolean isBroken() {
    return cuts > 0 || !from.isPowered() || !to.isPowered();
  }

  /** When a packet of so many bytes, sent now, comes to the other end. */
  long arrival(int bytes) {
    long departure = Math.max(agenda.now(), busyUntil);
    if (link.bytesPerSecond() > 0) {
      departure += bytes * NANOS_PER_SECOND / link.bytesPerSecond();
      busyUntil = departure;
    }
    long jitter = link.jitter().toNanos();
    return departure + link.latency().toNanos() + (jitter == 0 ? 0 : chance.nextLong(jitter + 1));
  }

  boolean isLoopback() {
    return from == to;
  }

  @Override
  public String toString() {
    return from.name() + " -> " + to.name();
  }
}
