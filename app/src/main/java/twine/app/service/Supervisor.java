package twine.app.service;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;

/**
 * Restarts its children when they {@linkplain Service#fail fail} (Erlang/OTP's supervisor).
 *
 * <pre>{@code
 * var workers = new Supervisor("workers", Strategy.ONE_FOR_ONE);
 * workers.supervise("feed", () -> new FeedReader(feed));
 * workers.supervise("import", Restart.TRANSIENT, () -> new Import(file));
 * }</pre>
 *
 * <p>A child is given as what makes it, so that after a failure it begins from nothing, with a new
 * service: what was wrong with the old one is gone with it. A child that was {@linkplain
 * #addService added} as a service is {@link Restart#PERMANENT}, and the same service is started
 * again.
 *
 * <pre>
 *   a child fails ─▶ is it to be restarted? ─ no ─▶ it is stopped
 *                            │ yes
 *                            ▼
 *                    too many restarts? ─ yes ─▶ the supervisor fails
 *                            │ no
 *                            ▼
 *      it, and those that the strategy names, are stopped in reverse order, then started
 * </pre>
 *
 * <p>A service belongs to the nearest supervisor above it. If it is not a child of that one but
 * deeper down, in a {@link MultiService}, the whole of the child that it is in is restarted. A
 * child that does not start again counts as one that has failed once more; only when the supervisor
 * itself is started is it an exception.
 *
 * <p>A supervisor that fails is stopped, with all its children, by the supervisor above it, and
 * restarted.
 */
public final class Supervisor extends ServiceParent {
  private static final int USUAL_RESTARTS = 3;
  private static final Duration USUAL_PERIOD = Duration.ofSeconds(5);

  private final Strategy strategy;
  private final List<Member> members = new ArrayList<>();
  private final Queue<Member> failed = new ArrayDeque<>(); // to be restarted after those now
  private RestartLimit limit = new RestartLimit(USUAL_RESTARTS, USUAL_PERIOD);
  private List<Member> restarting = List.of(); // of one group, unless it is one for one

  /** One without a name. */
  public Supervisor(Strategy strategy) {
    super(null);
    this.strategy = strategy;
  }

  /** One with a name. */
  public Supervisor(String name, Strategy strategy) {
    super(name);
    this.strategy = strategy;
  }

  /**
   * Sets how often children may be restarted before this fails itself: so many times within a
   * period, 3 times within 5 seconds unless set.
   *
   * @throws IllegalArgumentException if the number is negative or the period not positive
   */
  public void setLimit(int restarts, Duration period) {
    limit = new RestartLimit(restarts, period);
  }

  // ---- the collection

  /** {@link #supervise(String, Restart, Supplier)} with {@link Restart#PERMANENT}. */
  public void supervise(String name, Supplier<? extends Service> maker) {
    supervise(name, Restart.PERMANENT, maker);
  }

  /**
   * Adds a child. If this is running, the child is started.
   *
   * @param maker makes a service each time that one is to be started
   * @throws IllegalStateException if there is a child of this name
   * @throws ServiceStartException if it was to be started and did not; it is not added then
   */
  public void supervise(String name, Restart restart, Supplier<? extends Service> maker) {
    add(new Member(this, name, restart, maker));
  }

  private void add(Member member) {
    String name = member.name();
    if (name != null && members.stream().anyMatch(other -> name.equals(other.name()))) {
      throw new IllegalStateException(
          "there is a service named '%s' in %s already".formatted(name, this));
    }
    members.add(member);
    if (isRunning()) {
      try {
        startLateComer(member.ready());
      } catch (ServiceStartException e) {
        members.remove(member);
        throw e;
      }
    }
  }

  /** Adds a service as a child that is {@link Restart#PERMANENT}. If this runs, it is started. */
  @Override
  public void addService(Service child) {
    if (child.parent() != this) {
      child.setServiceParent(this); // and comes back
      return;
    }
    if (find(child) != null) {
      throw new IllegalStateException(child + " is in " + this + " already");
    }
    add(Member.of(this, child));
  }

  @Override
  public Deferred<?> removeService(Service child) {
    if (child.parent() == this) {
      return child.disownServiceParent(); // and comes back
    }
    Member member = find(child);
    if (member == null) {
      throw new IllegalArgumentException(child + " is not in " + this);
    }
    members.remove(member);
    return child.life.stop();
  }

  private @Nullable Member find(Service child) {
    for (Member member : members) {
      if (member.service() == child) {
        return member;
      }
    }
    return null;
  }

  @Override
  public Service getServiceNamed(String name) {
    for (Member member : members) {
      Service service = member.service();
      if (name.equals(member.name()) && service != null) {
        return service;
      }
    }
    throw new NoSuchElementException(
        "there is no service named '%s' in %s now".formatted(name, this));
  }

  /** The services that the children are now; none before the first start, where they are made. */
  @Override
  public Iterator<Service> iterator() {
    return children().iterator();
  }

  @Override
  List<Service> children() {
    return members.stream().map(Member::service).filter(Objects::nonNull).toList();
  }

  @Override
  List<Service> childrenToStart() {
    return List.copyOf(members).stream().map(Member::ready).toList();
  }

  // ---- the service

  @Override
  public void startService() {
    limit.reset();
    failed.clear();
    restarting = List.of();
    super.startService();
  }

  // ---- supervision

  /** A child has ended, or something in it, or, with no failure, has finished. */
  void childEnded(Service child, @Nullable Throwable failure) {
    Member member = find(child);
    if (member == null || !life.isUp()) {
      return; // it, or all of this, is being stopped
    }
    if (member.restart().after(failure != null)) {
      restart(member, failure);
    } else {
      child.life.stop();
      if (member.restart() == Restart.TEMPORARY) {
        forget(member);
      }
    }
  }

  private void forget(Member member) {
    members.remove(member);
    Service service = member.service();
    if (service != null) {
      service.leave();
    }
  }

  private void restart(Member member, @Nullable Throwable failure) {
    if (restarting.contains(member)) {
      return; // it shares the fate of another one
    }
    if (!limit.allows(reactor().nanoTime())) {
      Throwable cause = failure != null ? failure : new FinishedException();
      fail(limit.exceeded(member.path(), cause));
      return;
    }
    Log.info(member.path() + " is restarted");
    if (restarting.isEmpty()) {
      restartGroup(member);
    } else {
      failed.add(member);
    }
  }

  private void restartGroup(Member member) {
    List<Member> group = strategy.affected(members, member);
    if (strategy != Strategy.ONE_FOR_ONE) {
      restarting = group;
    }
    Life.stopInReverse(group.stream().map(Member::service).filter(Objects::nonNull).toList())
        .onBoth(() -> startGroup(group));
  }

  private void startGroup(List<Member> group) {
    restarting = List.of();
    if (!life.isUp()) {
      return;
    }
    for (Member member : group) {
      if (!members.contains(member)) {
        continue; // taken out meanwhile
      }
      if (member.restart() == Restart.TEMPORARY) {
        forget(member);
      } else if (!starts(member)) {
        return;
      }
    }
    restartNext();
  }

  private void restartNext() {
    Member next = failed.poll();
    while (next != null && !next.hasEnded()) {
      next = failed.poll(); // it was restarted with others
    }
    if (next != null) {
      restartGroup(next);
    }
  }

  private boolean starts(Member member) {
    try {
      Service service = member.ready();
      service.life.prepare();
      service.life.start();
      return true;
    } catch (ServiceStartException e) {
      Log.error(e.service() + " did not start again", e);
      reactor().execute(() -> startFailed(member, e));
      return false;
    }
  }

  private void startFailed(Member member, ServiceStartException failure) {
    if (life.isUp() && members.contains(member)) {
      restart(member, failure);
    }
  }
}
