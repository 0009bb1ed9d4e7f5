package twine.benchmarks.compare;

import java.net.InetSocketAddress;
import java.time.Duration;
import twine.benchmarks.compare.Scenario.Work;

/** Keeps a server busy: as soon as one answer is there, the next is asked for. */
interface Load {

  /**
   * Loads the server for so long.
   *
   * @return how many requests it answered, or how many poems it sent
   */
  long run(InetSocketAddress server, Duration time);

  /** What the load is made by, for the reader of a table. */
  String madeBy();

  /** The load of a scenario: by wrk where it can and is there, else by this program. */
  static Load of(Scenario scenario) {
    if (scenario.work() == Work.POEM) {
      return new PoemLoad(scenario.connections());
    }
    return Machine.tool("wrk").isPresent()
        ? new WrkLoad(scenario.connections(), scenario.depth())
        : new RequestLoad(scenario.connections(), scenario.depth());
  }
}
