package twine.poetry.command;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import twine.net.TcpAddress;

/** The servers that a client gets its poems from, in the order of the command line. */
public final class Addresses {
  private static final String DEFAULT_HOST = "127.0.0.1";

  @Parameters(
      paramLabel = "ADDRESS",
      arity = "1..*",
      converter = Converter.class,
      description = "A poetry server, [HOST:]PORT; the host is 127.0.0.1 if it is left out.")
  private List<TcpAddress> servers = List.of();

  /** For picocli, which fills it in. */
  public Addresses() {}

  /** At least one address. */
  public List<TcpAddress> servers() {
    return servers;
  }

  /**
   * Reads {@code [HOST:]PORT}; an IPv6 host stands in brackets.
   *
   * @throws IllegalArgumentException if it is not the address of a server
   */
  public static TcpAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : host(text.substring(0, colon));
    int port = Ports.parse(text.substring(colon + 1), 1);
    return new TcpAddress(host.isEmpty() ? DEFAULT_HOST : host, port);
  }

  private static String host(String host) {
    if (host.length() > 2 && host.startsWith("[") && host.endsWith("]")) {
      return host.substring(1, host.length() - 1);
    }
    if (host.indexOf(':') >= 0 || host.indexOf('[') >= 0 || host.indexOf(']') >= 0) {
      throw new IllegalArgumentException(
          "'" + host + "' is not a host; an IPv6 address stands in brackets");
    }
    return host;
  }

  /** Lets picocli read an address. */
  public static final class Converter implements ITypeConverter<TcpAddress> {

    /** For picocli. */
    public Converter() {}

    @Override
    public TcpAddress convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + text + "' is not an address, [HOST:]PORT: " + e.getMessage());
      }
    }
  }
}
