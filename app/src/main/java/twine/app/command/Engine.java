package twine.app.command;

import java.util.List;
import java.util.function.Supplier;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.reactor.group.ReactorFailedException;
import twine.reactor.group.ReactorGroup;

/** What the application runs on: one reactor, or several that share their ports. */
sealed interface Engine {

  /** The reactors, of which each runs an application of its own. */
  List<Reactor> reactors();

  /**
   * Runs them all to their end.
   *
   * @throws FailedException if one of them could not go on
   */
  void run() throws FailedException;

  /**
   * What the command line asks for.
   *
   * @throws UsageException if there is no such thing
   */
  static Engine of(Options options) {
    String kind = options.reactor();
    int count = options.reactors();
    if (count == 1) {
      return new One(kind == null ? Reactors.installed() : named(() -> Reactors.install(kind)));
    }
    return new Several(
        kind == null ? ReactorGroup.create(count) : named(() -> ReactorGroup.create(count, kind)));
  }

  private static <T> T named(Supplier<T> choice) {
    try {
      return choice.get();
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new UsageException("--reactor: " + Reasons.of(e));
    }
  }

  /** One, on the thread that runs it. */
  record One(Reactor reactor) implements Engine {
    @Override
    public List<Reactor> reactors() {
      return List.of(reactor);
    }

    @Override
    public void run() {
      reactor.run();
    }
  }

  /** Several, on threads of their own. */
  record Several(ReactorGroup group) implements Engine {
    @Override
    public List<Reactor> reactors() {
      return group.reactors();
    }

    @Override
    public void run() throws FailedException {
      try {
        group.run();
      } catch (ReactorFailedException e) {
        throw new FailedException(Reasons.of(e), e);
      }
    }
  }
}
