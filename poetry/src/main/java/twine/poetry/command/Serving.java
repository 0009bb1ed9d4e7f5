package twine.poetry.command;

import twine.net.Address;

/** The line that every server prints when it is ready. */
public final class Serving {
  private Serving() {}

  /**
   * Says what is served where. People, and scripts, take it for the sign that they may connect, and
   * that a signal will be a clean end; so a program that runs a reactor says it when that runs.
   */
  public static void say(String what, Address where) {
    System.out.println("Serving " + what + " on " + where + ".");
  }
}
