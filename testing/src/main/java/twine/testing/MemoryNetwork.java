package twine.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import twine.reactor.ListenOptions;

/** Who has which address in the world of a {@link MemoryDriver}. */
final class MemoryNetwork {
  private static final int FIRST_EPHEMERAL = 49_152; // to the last port: RFC 6335, section 6
  private static final int LAST_PORT = 65_535;

  private final MemoryDriver driver;
  private final RandomGenerator chance;
  private final List<MemoryListener> listeners = new ArrayList<>();
  private final Set<InetSocketAddress> clients = new HashSet<>();

  private int nextPort = FIRST_EPHEMERAL;

  MemoryNetwork(MemoryDriver driver, RandomGenerator chance) {
    this.driver = driver;
    this.chance = chance;
  }

  MemoryListener listen(InetSocketAddress wanted, ListenOptions options) throws IOException {
    InetSocketAddress local = bind(wanted, address -> isFreeToListen(address, options.reusePort()));
    MemoryListener listener = new MemoryListener(driver, local, options);
    driver.opened(listener);
    listeners.add(listener);
    return listener;
  }

  MemoryStream connect(InetSocketAddress wanted, @Nullable InetSocketAddress from)
      throws IOException {
    InetSocketAddress remote = reachable(wanted);
    InetSocketAddress local =
        bind(
            from == null ? new InetSocketAddress(remote.getAddress(), 0) : from,
            address -> !clients.contains(address) && isFreeToListen(address, false));
    MemoryStream attempt = MemoryStream.connecting(driver, local, remote);
    driver.opened(attempt);
    clients.add(local);
    if (!isSilent(remote.getAddress())) {
      decide(attempt, remote);
    }
    return attempt;
  }

  private void decide(MemoryStream attempt, InetSocketAddress remote) {
    List<MemoryListener> hearing = listeners.stream().filter(port -> port.hears(remote)).toList();
    if (hearing.isEmpty()) {
      attempt.refuse();
    } else {
      hearing.get(chance.nextInt(hearing.size())).knock(attempt);
    }
  }

  void closed(MemorySocket socket) {
    switch (socket) {
      case MemoryListener listener -> listeners.remove(listener);
      case MemoryStream stream -> clients.remove(stream.local());
      default -> throw new AssertionError(socket);
    }
  }

  private boolean isFreeToListen(InetSocketAddress address, boolean share) {
    return listeners.stream()
        .filter(port -> port.local().getPort() == address.getPort())
        .filter(port -> port.overlaps(address.getAddress()))
        .allMatch(port -> share && port.sharesPort());
  }

  private InetSocketAddress bind(InetSocketAddress wanted, Predicate<InetSocketAddress> free)
      throws BindException {
    if (wanted.getPort() != 0) {
      if (!free.test(wanted)) {
        throw new BindException("Address already in use");
      }
      return wanted;
    }
    for (int tries = FIRST_EPHEMERAL; tries <= LAST_PORT; tries++) {
      InetSocketAddress next = new InetSocketAddress(wanted.getAddress(), nextPort);
      nextPort = nextPort == LAST_PORT ? FIRST_EPHEMERAL : nextPort + 1;
      if (free.test(next)) {
        return next;
      }
    }
    throw new BindException("Cannot assign requested address: no port is free");
  }

  private static InetSocketAddress reachable(InetSocketAddress wanted)
      throws NoRouteToHostException {
    InetAddress address = wanted.getAddress();
    if (isDocumentationNet(address, 198, 51, 100)) {
      throw new NoRouteToHostException("No route to host");
    }
    return address.isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted.getPort())
        : wanted;
  }

  private static boolean isSilent(InetAddress address) {
    return isDocumentationNet(address, 192, 0, 2);
  }

  private static boolean isDocumentationNet(InetAddress address, int a, int b, int c) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4
        && bytes[0] == (byte) a
        && bytes[1] == (byte) b
        && bytes[2] == (byte) c;
  }
}
