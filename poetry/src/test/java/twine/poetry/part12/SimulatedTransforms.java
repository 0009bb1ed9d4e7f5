package twine.poetry.part12;

import java.time.Duration;
import twine.net.Factory;
import twine.testing.simulation.Host;

/** The transform server on a simulated host. */
public final class SimulatedTransforms {
  private SimulatedTransforms() {}

  /** Serves on the host; each poem takes {@code delay}. */
  public static void serve(Host host, int port, Duration delay) {
    host.start(reactor -> {
      Transforms service = new SlowTransforms(reactor, delay, new TransformService());
      reactor.listenTcp(port, Factory.of(() -> new TransformProtocol(service, _ -> {})));
    });
  }
}
