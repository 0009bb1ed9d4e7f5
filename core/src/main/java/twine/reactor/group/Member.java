package twine.reactor.group;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.loop.CurrentLoop;
import twine.loop.Loop;
import twine.net.Factory;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Phase;
import twine.reactor.Reactor;
import twine.reactor.SystemEvent;
import twine.reactor.spi.KernelReactor;
import twine.reactor.spi.SharedPorts;

/** One reactor of a group, and its thread. */
final class Member {
  final KernelReactor reactor;
  final int number;

  private final ReactorGroup group;
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  Member(ReactorGroup group, int number, Reactor made, SharedPorts ports) {
    if (!(made instanceof KernelReactor onKernel)) {
      throw new UnsupportedOperationException(
          made + " cannot be in a group: it is not built on the kernel of twine.reactor.spi");
    }
    this.group = group;
    this.number = number;
    this.reactor = onKernel;
    reactor.sharePorts(ports);
    reactor.addSystemEventTrigger(Phase.BEFORE, SystemEvent.SHUTDOWN, group::stopAll);
  }

  // ---- before it runs

  TcpPort listenTcp(
      int port, Function<? super Reactor, ? extends Factory> factory, ListenOptions options) {
    Loop before = CurrentLoop.enter(reactor); // for a factory that asks for the installed reactor
    try {
      return reactor.listenTcp(port, factory.apply(reactor), options);
    } finally {
      CurrentLoop.enter(before);
    }
  }

  /** Has something done as soon as it runs, without which it cannot. */
  void setUp(Consumer<? super Reactor> call) {
    reactor.callWhenRunning(() -> {
      try {
        call.accept(reactor);
      } catch (Throwable thrown) {
        group.hasFailed(this, thrown);
      }
    });
  }

  // ---- its life

  void start() {
    reactor.callWhenRunning(group::hasStarted);
    try {
      Thread.ofPlatform().name("twine-reactor-" + number).start(this::run);
    } catch (Throwable thrown) { // there can be too many threads
      group.hasFailed(this, thrown);
      end();
    }
  }

  private void run() {
    try {
      reactor.run();
    } catch (Throwable thrown) {
      group.hasFailed(this, thrown);
    }
    end();
  }

  private void end() {
    ended.complete(null);
    group.hasEnded();
  }

  /**
   * Does {@code work} on its thread, or here if it does not run yet.
   *
   * @return completes when what {@code work} returns has fired, or the reactor has ended
   */
  CompletableFuture<@Nullable Void> submit(Callable<? extends Deferred<?>> work) {
    var finished = new CompletableFuture<@Nullable Void>();
    Runnable submitted =
        () -> Deferred.maybeAsync(work).onBoth(() -> finished.complete(null)).handle(_ -> {});
    if (group.beforeItRuns(submitted)) {
      finished.complete(null); // what it has to wait for comes only when the reactor runs
    } else {
      reactor.execute(submitted);
      var _ = ended.thenRun(() -> finished.complete(null));
    }
    return finished;
  }

  /** Completes when the reactor has done all that it was asked to, and has waited for I/O since. */
  CompletableFuture<@Nullable Void> settle() {
    return submit(() -> {
      var settled = new Deferred<@Nullable Void>();
      reactor.execute(() -> reactor.execute(() -> settled.callback(null)));
      return settled;
    });
  }
}
