package twine.reactor.spi;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Numeric addresses, told apart from names without asking anybody. */
final class Hosts {
  private Hosts() {}

  /** The address that {@code host} spells, or null if it is a name. */
  static @Nullable InetAddress literal(String host) {
    boolean mayBeNumeric = host.indexOf(':') >= 0 || Character.digit(host.charAt(0), 10) >= 0;
    if (!mayBeNumeric) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      return null; // a name may begin with a digit
    }
  }
}
