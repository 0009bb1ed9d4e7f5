package twine.app.service;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A place in a supervisor, and the service that has it now. */
final class Member {
  private final Supervisor supervisor;
  private final @Nullable String name;
  private final Restart restart;
  private final Supplier<? extends Service> maker;
  private @Nullable Service service; // null until it is first started

  Member(
      Supervisor supervisor,
      @Nullable String name,
      Restart restart,
      Supplier<? extends Service> maker) {
    this.supervisor = supervisor;
    this.name = name;
    this.restart = restart;
    this.maker = maker;
  }

  /** A place for one service, which is the same after each restart. */
  static Member of(Supervisor supervisor, Service service) {
    var member = new Member(supervisor, service.name(), Restart.PERMANENT, () -> service);
    member.service = service;
    return member;
  }

  @Nullable String name() {
    return name;
  }

  Restart restart() {
    return restart;
  }

  @Nullable Service service() {
    return service;
  }

  /** Whether its service has failed or finished, and not been stopped yet. */
  boolean hasEnded() {
    return service != null && service.life.hasEnded();
  }

  /** The name, from the top. */
  String path() {
    return service != null ? service.life.path() : supervisor.life.path() + "/" + name;
  }

  /**
   * The service to be started: the one that is prepared or started, or else a new one.
   *
   * @throws ServiceStartException if there is none to be had
   */
  Service ready() {
    Service old = service;
    if (old != null && !old.life.isIdle()) {
      return old;
    }
    try {
      Service made = maker.get();
      if (made != old) {
        take(made);
      }
      return made;
    } catch (RuntimeException e) {
      throw new ServiceStartException(path(), e);
    }
  }

  private void take(Service made) {
    if (made.name() == null && name != null) {
      made.setName(name);
    }
    made.join(supervisor);
    Service old = service;
    service = made;
    if (old != null) {
      old.leave();
    }
  }

  @Override
  public String toString() {
    return path();
  }
}
