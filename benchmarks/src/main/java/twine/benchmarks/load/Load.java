package twine.benchmarks.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import twine.benchmarks.machine.Machine;

/** Keeps a server busy. */
public interface Load {

  /** Gets ready to load a server; what has to be done before it is measured is done here. */
  Session open(InetSocketAddress server);

  /** What the load is made by, for the reader of a table. */
  String madeBy();

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

  /** The load of a scenario: by wrk where it can and is there, else by this program. */
  static Load of(Scenario scenario) {
    int connections = scenario.connections();
    return switch (scenario.work()) {
      case REQUESTS ->
          Machine.tool("wrk").isPresent()
              ? new WrkLoad(connections, scenario.depth())
              : new RequestLoad(connections, scenario.depth());
      case POEM -> new PoemLoad(connections);
      case STREAM -> new StreamLoad(connections);
      case SLOW -> new SlowLoad(connections);
    };
  }
}
