package twine.poetry.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The numbers of ports, as people type them. */
public final class Ports {
  private static final int HIGHEST = 65_535;

  private Ports() {}

  /**
   * Reads a port.
   *
   * @param digits the port alone
   * @param lowest the lowest port that makes sense: 0 where the system may choose, else 1
   * @throws IllegalArgumentException if it is anything but a number from {@code lowest} to 65535
   */
  static int parse(String digits, int lowest) {
    // The pattern first: Integer.parseInt would also take "+80" and digits of other scripts.
    if (digits.matches("[0-9]{1,9}")) {
      int port = Integer.parseInt(digits);
      if (lowest <= port && port <= HIGHEST) {
        return port;
      }
    }
    throw new IllegalArgumentException(
        "'" + digits + "' is not a port, which is a number from " + lowest + " to " + HIGHEST);
  }

  /** Lets picocli read the port to listen on. */
  public static final class Converter implements ITypeConverter<Integer> {

    /** For picocli. */
    public Converter() {}

    @Override
    public Integer convert(String text) {
      try {
        return parse(text, 0);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
