package twine.poetry.command;

import java.net.UnknownHostException;
import java.time.Duration;
import twine.net.Address;

/**
 * What the book's clients say of a server that they cannot reach, or that dies on them; they go on
 * with the others then, and it is no failure of theirs.
 */
public final class Trouble {
  private Trouble() {}

  /** There was no connection: the book's line. */
  public static void failedToConnect(Address server) {
    System.err.println("Failed to connect to: " + server);
  }

  /** There was no connection, for a reason that is known. */
  public static void failedToConnect(Address server, Throwable why) {
    System.err.println("Failed to connect to: " + server + reason(why));
  }

  /** There was a connection, but it broke before the poem was complete. */
  public static void lostConnection(Address server, Throwable why) {
    System.err.println("Lost the connection to: " + server + reason(why));
  }

  /** There was a connection, but the poem was not complete in time. */
  public static void gaveUp(Address server, Duration timeout) {
    System.err.println(new PoemTimedOutException(server, timeout).getMessage());
  }

  /** There was no connection, or it broke. */
  public static void noPoem(Address server, Throwable why) {
    System.err.println("No poem from: " + server + reason(why));
  }

  private static String reason(Throwable why) {
    if (why instanceof UnknownHostException) {
      return " (unknown host)"; // the message has only the name, which is there already
    }
    String message = why.getMessage();
    return " (" + (message == null ? why.getClass().getSimpleName() : message) + ")";
  }
}
