package twine.testing.simulation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;

/** The names of the hosts, as everybody knows them. */
final class Names {
  private final World world;
  private final Map<String, InetAddress> addresses = new HashMap<>();
  private final Map<String, Duration> delays = new HashMap<>();
  private final Set<String> lost = new HashSet<>();

  Names(World world) {
    this.world = world;
    addresses.put("localhost", InetAddress.getLoopbackAddress());
  }

  void add(String name, InetAddress address) {
    addresses.put(name, address);
  }

  void fail(String name, boolean fails) {
    if (fails) {
      lost.add(name);
    } else {
      lost.remove(name);
    }
  }

  void delay(String name, Duration delay) {
    delays.put(name, delay);
  }

  List<InetAddress> lookup(String name) throws UnknownHostException {
    InetAddress known = lost.contains(name) ? null : addresses.get(name);
    if (known != null) {
      return List.of(known);
    }
    try {
      return List.of(InetAddress.ofLiteral(name));
    } catch (IllegalArgumentException notNumeric) {
      throw new UnknownHostException(name + ": no such host in this simulation");
    }
  }

  Deferred<List<InetAddress>> resolve(Host asking, String name) {
    var answer = new Deferred<List<InetAddress>>();
    long delay = world.faults().workDelay() + delays.getOrDefault(name, Duration.ZERO).toNanos();
    SimulatedDriver asked = asking.driver();
    world
        .agenda()
        .after(
            delay,
            () -> {
              if (asking.isUp() && asking.driver() == asked) {
                asking.reactor().execute(() -> answer(answer, name));
              }
            });
    return answer;
  }

  private void answer(Deferred<List<InetAddress>> answer, String name) {
    @Nullable UnknownHostException unknown = null;
    try {
      answer.callback(lookup(name));
    } catch (UnknownHostException e) {
      unknown = e;
    }
    if (unknown != null) {
      answer.errback(unknown);
    }
  }
}
