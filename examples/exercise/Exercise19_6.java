// Part 19, exercise 6: an operation that cannot be cancelled, and one that can.
//
// Watch the process. The JDK's future for its end may be cancelled, and then nobody waits for the
// end any more, but the process goes on. Only the one who starts it knows what would stop it.

import module twine.core;

final Reactor reactor = Reactors.installed();

/** Fires with the exit status of a process. That is as much as the JDK gives. */
Deferred<Integer> exitStatus(Process process) {
  return Deferred.fromFuture(process.onExit(), reactor).addCallback(Process::exitValue);
}

/** The same, and cancelling it ends the process. */
Deferred<Integer> cancellableExitStatus(Process process) {
  return exitStatus(process).onCancel(process::destroy);
}

Process startSleeping(String seconds) throws IOException {
  return new ProcessBuilder("sleep", seconds).start();
}

Void watch() throws Exception {
  IO.println("status: " + Coroutine.await(exitStatus(startSleeping("0"))));

  Process first = startSleeping("1000");
  cancel(exitStatus(first));
  IO.println("  it still sleeps: " + first.isAlive());
  first.destroy();

  Process second = startSleeping("1000");
  cancel(cancellableExitStatus(second));
  IO.println("  it ends, with status " + Coroutine.await(exitStatus(second)));
  return null;
}

void cancel(Deferred<Integer> status) {
  status.cancel();
  status.handle(failure -> IO.println("no status: " + failure.getErrorMessage()));
}

void main() {
  reactor.callWhenRunning(() -> Coroutine.start(this::watch).onBoth(reactor::stop));
  reactor.run();
}
