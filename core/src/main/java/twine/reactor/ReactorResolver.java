package twine.reactor;

import java.net.InetAddress;
import java.util.List;
import twine.defer.Deferred;

/** Names of hosts, and their addresses. */
public interface ReactorResolver {

  /**
   * Looks up the addresses of a host, off the reactor's thread. A numeric address is its own
   * answer.
   *
   * @return fires with at least one address, in the system's order of preference, or fails with a
   *     {@link java.net.UnknownHostException} that names the host
   */
  Deferred<List<InetAddress>> resolve(String host);
}
