package twine.benchmarks.servers;

import java.util.Locale;

/** The kinds of work that every server can do; the package tells what each of them is. */
public enum Work {
  /** Answer requests. */
  REQUESTS,
  /** Send a poem to whoever connects, and close. */
  POEM,
  /** Send a great many bytes to whoever connects, as fast as they are taken, and close. */
  STREAM,
  /** Send a little of a poem to each client now and then, over and over. */
  SLOW;

  /** How the command line of a server says it. */
  public String argument() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The work that the arguments of a server ask for. */
  static Work of(String[] args) {
    return valueOf(args[0].toUpperCase(Locale.ROOT));
  }

  /** The port that the arguments of a server name. */
  static int port(String[] args) {
    return Integer.parseInt(args[1]);
  }
}
