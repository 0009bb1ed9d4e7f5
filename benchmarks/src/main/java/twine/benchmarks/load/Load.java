package twine.benchmarks.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import twine.benchmarks.machine.Machine;
import twine.benchmarks.servers.Work;

/** Keeps a server busy. */
public interface Load {

  /** Gets ready to load a server; what has to be done before it is measured is done here. */
  Session open(InetSocketAddress server);

  /**
   * How long to load a server at a time; zero for as long as it takes. The shorter, the more alike
   * are the moments at which two servers are measured.
   */
  Duration turn();

  /** How many such turns are enough for one round. */
  int turns();

  /** Whether a session may stay open between turns, because the server has nothing to do then. */
  default boolean rests() {
    return true;
  }

  /** What the load is made by, for the reader of a table. */
  default String madeBy() {
    return "this program";
  }

  /** One server's load. */
  interface Session extends AutoCloseable {

    /**
     * Loads the server for so long.
     *
     * @return how much it did, in the {@linkplain Scenario#unit unit} of the scenario
     */
    long run(Duration time);

    /** Lets the server rest. */
    @Override
    default void close() {}
  }

  /** Loads a server for so long, from the beginning to the end, and returns how much it did. */
  default long run(InetSocketAddress server, Duration time) {
    try (Session session = open(server)) {
      return session.run(time);
    }
  }

  /** The load of a scenario. */
  static Load of(Scenario scenario) {
    int connections = scenario.connections();
    return switch (scenario.work()) {
      case REQUESTS -> new RequestLoad(connections, scenario.depth());
      case POEM -> new PoemLoad(connections);
      case STREAM -> new StreamLoad(connections);
      case SLOW -> new SlowLoad(connections);
    };
  }

  /**
   * The load of a scenario by wrk if that can make it and is there, else the {@linkplain #of
   * usual}.
   */
  static Load ofWrk(Scenario scenario) {
    return scenario.work() == Work.REQUESTS && Machine.tool("wrk").isPresent()
        ? new WrkLoad(scenario.connections(), scenario.depth())
        : of(scenario);
  }
}
