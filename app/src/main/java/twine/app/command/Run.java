package twine.app.command;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.app.log.Log;
import twine.app.service.Application;
import twine.defer.Deferred;
import twine.reactor.Phase;
import twine.reactor.Reactor;
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

  private int up; // guarded by this, as what follows
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
    Engine engine = Engine.of(options);
    List<Copy> copies = Copy.make(source, engine.reactors());
    try (PidFile pidFile = options.pidfile() == null ? null : PidFile.take(options.pidfile());
        LogOutput log = LogOutput.open(options, report.isAwaited())) {
      run(engine, copies, pidFile, log);
    } catch (IOException e) {
      throw new FailedException(Reasons.of(e), e);
    }
  }

  private void run(Engine engine, List<Copy> copies, @Nullable PidFile pidFile, LogOutput log)
      throws FailedException, IOException {
    sayStartingUp(engine);
    for (Copy copy : copies) {
      try {
        copy.startPrivileged();
      } catch (Exception e) {
        throw failed(copy, e);
      }
    }
    dropPrivileges(pidFile, log);
    for (Copy copy : copies) {
      copy.reactor().callWhenRunning(() -> start(copy, copies, log));
    }
    try {
      engine.run();
    } finally {
      Log.msg("Main loop terminated.");
      Log.msg("Server Shut Down.");
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static void sayStartingUp(Engine engine) {
    Log.msg(
        Version.line()
            + " (java "
            + Runtime.version()
            + ", "
            + System.getProperty("java.home")
            + ") starting up.");
    List<Reactor> reactors = engine.reactors();
    String times = reactors.size() == 1 ? "" : ", " + reactors.size() + " of them";
    Log.msg("reactor class: " + reactors.getFirst().getClass().getName() + times + ".");
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

  /** Called on the thread of the copy. */
  private void start(Copy copy, List<Copy> copies, LogOutput log) {
    Application application = copy.application();
    copy.reactor()
        .addAsyncSystemEventTrigger(Phase.BEFORE, SystemEvent.SHUTDOWN, () -> stop(application));
    if (copy == copies.getFirst()) {
      listenToSignals(copies, log);
    }
    try {
      application.startService();
      hasStarted(copies);
    } catch (Exception e) {
      FailedException failed = failed(copy, e);
      synchronized (this) {
        if (failure == null) {
          failure = failed;
        }
      }
      copy.reactor().stop();
    }
  }

  /** The last one tells that all are up. */
  private synchronized void hasStarted(List<Copy> copies) throws IOException {
    up++;
    if (up < copies.size() || failure != null) {
      return;
    }
    report.tell(Twined.FINE);
    if (report.isAwaited()) {
      StandardStreams.toLog();
    }
    manager.ready(copies.stream().map(Copy::reactor).toList());
  }

  private Deferred<?> stop(Application application) {
    manager.stopping();
    return application.stopService();
  }

  private void listenToSignals(List<Copy> copies, LogOutput log) {
    for (String name : new String[] {"INT", "TERM"}) {
      Signals.before(name, () -> Log.msg("Received SIG" + name + ", shutting down."));
    }
    if (log.canReopen()) {
      Signals.insteadOf("HUP", log::reopen);
    }
    Signals.insteadOf("USR1", () -> activity.ask(copies));
  }

  /** The log has the stack, the terminal a line. */
  private FailedException failed(Copy copy, Exception e) {
    Log.err(e, copy.label() + source.name() + " did not start");
    return new FailedException(copy.label() + Reasons.of(e), e);
  }
}
