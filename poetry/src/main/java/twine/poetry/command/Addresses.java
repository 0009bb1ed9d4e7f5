package twine.poetry.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;
import twine.net.TcpAddress;

/** The servers that a client gets its poems from, in the order of the command line. */
public final class Addresses implements Arguments {
  private static final String DEFAULT_HOST = "127.0.0.1";

  // Strings, and read afterwards: picocli takes what it cannot convert for one argument too many.
  private final PositionalParamSpec addresses;

  /** Addresses that begin with the first argument. */
  public Addresses() {
    this("0..*");
  }

  private Addresses(String index) {
    addresses =
        PositionalParamSpec.builder()
            .paramLabel("ADDRESS")
            .index(index)
            .arity("1..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .required(true)
            .description("A poetry server, [HOST:]PORT; the host is 127.0.0.1 if it is left out.")
            .build();
  }

  /** Addresses that begin with the second argument, after that of a transform server. */
  public static Addresses afterTransformServer() {
    return new Addresses("1..*");
  }

  @Override
  public void addTo(CommandSpec command) {
    command.addPositional(addresses);
  }

  /**
   * At least one address.
   *
   * @throws UsageException if one of them is none
   */
  public List<TcpAddress> servers() {
    return texts().stream().map(Addresses::parse).toList();
  }

  /** How many addresses there are. */
  public int size() {
    return texts().size();
  }

  private List<String> texts() {
    return addresses.getValue();
  }

  /**
   * Reads {@code [HOST:]PORT}; an IPv6 host stands in brackets.
   *
   * @throws UsageException if it is not the address of a server
   */
  public static TcpAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      String host = colon < 0 ? "" : host(text.substring(0, colon));
      int port = Numbers.port(text.substring(colon + 1), 1);
      return new TcpAddress(host.isEmpty() ? DEFAULT_HOST : host, port);
    } catch (TypeConversionException e) {
      throw new UsageException("'" + text + "' is not an address, [HOST:]PORT: " + e.getMessage());
    }
  }

  private static String host(String host) {
    if (host.length() > 2 && host.startsWith("[") && host.endsWith("]")) {
      return host.substring(1, host.length() - 1);
    }
    if (host.indexOf(':') >= 0 || host.indexOf('[') >= 0 || host.indexOf(']') >= 0) {
      throw new TypeConversionException(
          "'" + host + "' is not a host; an IPv6 address stands in brackets");
    }
    return host;
  }
}
