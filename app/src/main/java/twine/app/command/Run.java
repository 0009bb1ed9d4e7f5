package twine.app.command;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import twine.app.log.Log;
import twine.app.service.Application;
import twine.app.service.Service;
import twine.defer.Deferred;
import twine.reactor.Phase;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.reactor.SystemEvent;

/**
 * Runs an application, from making it to the last line of its log.
 *
 * <pre>
 *   make it ─▶ pid file ─▶ log ─▶ privileged start ─▶ drop privileges ─▶ reactor runs ─▶ start
 *                                                                                          │
 *        pid file removed ◀─ "Server Shut Down." ◀─ services stopped ◀─ a signal ◀─ ready, told
 * </pre>
 *
 * <p>It is made first, so that whatever is wrong with it is said before any file is touched; the
 * pid file comes before the log and the ports, so that a second start disturbs nothing of the
 * first. Privileges are dropped with the ports bound and before any of the application's ordinary
 * code has run. That starts inside the reactor, where it may wait for things.
 */
final class Run {
  private final Options options;
  private final Source source;
  private final Privileges privileges;
  private final ServiceManager manager;
  private final LaunchReport report;
  private final Activity activity;

  private @Nullable FailedException failure;

  Run(
      Options options,
      Source source,
      Privileges privileges,
      ServiceManager manager,
      LaunchReport report) {
    this.options = options;
    this.source = source;
    this.privileges = privileges;
    this.manager = manager;
    this.report = report;
    this.activity = options.debug() ? Activity.debugged() : Activity.undebugged();
  }

  /**
   * Runs it to its end.
   *
   * @throws FailedException if it did not come up
   * @throws UsageException if the command line asks for something that cannot be
   */
  void toTheEnd() throws FailedException {
    Reactor reactor = chooseReactor();
    Application application = application(source.make());
    try (PidFile pidFile = options.pidfile() == null ? null : PidFile.take(options.pidfile());
        LogOutput log = LogOutput.open(options, report.isAwaited())) {
      run(application, reactor, pidFile, log);
    } catch (IOException e) {
      throw new FailedException(Reasons.of(e), e);
    }
  }

  private void run(
      Application application, Reactor reactor, @Nullable PidFile pidFile, LogOutput log)
      throws FailedException, IOException {
    sayStartingUp(reactor);
    try {
      application.privilegedStartService();
    } catch (Exception e) {
      throw failed(e);
    }
    dropPrivileges(pidFile, log);
    reactor.callWhenRunning(() -> start(application, log));
    reactor.run();
    Log.msg("Main loop terminated.");
    Log.msg("Server Shut Down.");
    if (failure != null) {
      throw failure;
    }
  }

  private Reactor chooseReactor() {
    String name = options.reactor();
    if (name == null) {
      return Reactors.installed();
    }
    try {
      return Reactors.install(name);
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new UsageException("--reactor: " + Reasons.of(e));
    }
  }

  private Application application(Service made) {
    if (made instanceof Application application) {
      return application;
    }
    var application = new Application(source.name());
    made.setServiceParent(application);
    return application;
  }

  private static void sayStartingUp(Reactor reactor) {
    Log.msg(
        Version.line()
            + " (java "
            + Runtime.version()
            + ", "
            + System.getProperty("java.home")
            + ") starting up.");
    Log.msg("reactor class: " + reactor.getClass().getName() + ".");
  }

  private void dropPrivileges(@Nullable PidFile pidFile, LogOutput log)
      throws FailedException, IOException {
    if (!privileges.areToBeDropped()) {
      return;
    }
    if (pidFile != null) {
      pidFile.giveTo(privileges.uid(), privileges.gid());
    }
    log.giveTo(privileges.uid(), privileges.gid());
    privileges.drop();
    Log.msg("Set uid/gid " + privileges.uid() + "/" + privileges.gid() + ".");
  }

  private void start(Application application, LogOutput log) {
    Reactor reactor = application.reactor();
    reactor.addAsyncSystemEventTrigger(Phase.BEFORE, SystemEvent.SHUTDOWN, () -> stop(application));
    listenToSignals(application, log);
    try {
      application.startService();
      report.tell(Twined.FINE);
      if (report.isAwaited()) {
        StandardStreams.toLog();
      }
      manager.ready(reactor);
    } catch (Exception e) {
      failure = failed(e);
      reactor.stop();
    }
  }

  private Deferred<?> stop(Application application) {
    manager.stopping();
    return application.stopService();
  }

  private void listenToSignals(Application application, LogOutput log) {
    for (String name : new String[] {"INT", "TERM"}) {
      Signals.before(name, () -> Log.msg("Received SIG" + name + ", shutting down."));
    }
    if (log.canReopen()) {
      Signals.insteadOf("HUP", log::reopen);
    }
    Reactor reactor = application.reactor();
    Signals.insteadOf(
        "USR1", () -> reactor.callFromThread(() -> activity.log(application, reactor)));
  }

  /** The log has the stack, the terminal a line. */
  private FailedException failed(Exception e) {
    Log.err(e, source.name() + " did not start");
    return new FailedException(Reasons.of(e), e);
  }
}
