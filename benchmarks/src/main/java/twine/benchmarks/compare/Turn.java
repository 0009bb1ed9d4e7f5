package twine.benchmarks.compare;

import java.time.Duration;
import twine.benchmarks.contestant.ServerProcess;
import twine.benchmarks.load.Load;
import twine.benchmarks.machine.CpuTime;

/**
 * What one turn of a server came to.
 *
 * @param cpuMicros the CPU time of all its threads for each answer, in microseconds
 * @param perSecond its answers in a second
 * @param waited the share of the time for which its loop could have run and had no processor
 */
record Turn(double cpuMicros, double perSecond, double waited) {

  /** Loads a server for so long. */
  static Turn play(ServerProcess server, Load.Session session, Duration time) {
    CpuTime before = server.cpuTime();
    long start = System.nanoTime();
    long answers = session.run(time);
    double nanos = System.nanoTime() - start;
    CpuTime after = server.cpuTime();
    if (answers == 0) {
      throw new IllegalStateException(server.contestant() + " did nothing");
    }
    return new Turn(
        after.since(before).runNanos() / 1e3 / answers,
        answers / nanos * 1e9,
        after.since(before, after.busiestSince(before)).waitNanos() / nanos);
  }
}
