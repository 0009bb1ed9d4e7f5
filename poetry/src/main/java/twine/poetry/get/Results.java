package twine.poetry.get;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.defer.Outcome;
import twine.defer.Outcome.Failed;
import twine.defer.Outcome.Success;
import twine.net.TcpAddress;

/** What has come of the downloads, told in the order in which they were asked for. */
final class Results {
  private final List<TcpAddress> servers;
  private final Destination destination;
  private final @Nullable Outcome<byte[]>[] outcomes;
  private int told;
  private int got;
  private boolean flawed;

  /** Results of downloads from {@code servers}. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
  Results(List<TcpAddress> servers, Destination destination) {
    this.servers = servers;
    this.destination = destination;
    this.outcomes = new Outcome[servers.size()];
  }

  /**
   * Takes the outcome of one download. A failure is told at once; a poem when all before it are
   * settled.
   */
  void settle(int place, Outcome<byte[]> outcome) {
    if (outcome instanceof Failed<byte[]>(var failure)) {
      complain(failure.getErrorMessage());
    }
    outcomes[place] = outcome;
    while (told < outcomes.length && outcomes[told] != null) {
      tell(told++);
    }
  }

  /** Whether all outcomes are known. */
  boolean allSettled() {
    return told == outcomes.length;
  }

  /** A poem was not transformed; its outcome is still to come, and is the poem as it was. */
  void notTransformed(TcpAddress server, Failure failure) {
    flawed = true;
    complain("The poem from " + server + " stays as it is: " + failure.getErrorMessage());
  }

  /** Whether all poems are where they should be, and what they should be. */
  boolean allAsWanted() {
    return got == outcomes.length && !flawed;
  }

  /** After a signal: tells the other outcomes that there are, and which there are not. */
  void tellWhatIsMissing() {
    while (told < outcomes.length) {
      tell(told++);
    }
  }

  private void tell(int place) {
    Outcome<byte[]> outcome = outcomes[place];
    outcomes[place] = null; // a poem that is printed need not be kept
    if (outcome instanceof Success<byte[]>(byte[] poem)) {
      keep(servers.get(place), poem);
    } else if (outcome == null) {
      complain("Interrupted before there was a poem from " + servers.get(place));
    }
  }

  private void keep(TcpAddress server, byte[] poem) {
    try {
      destination.poem(server, poem);
      got++;
    } catch (IOException e) {
      complain(String.valueOf(e.getMessage()));
    }
  }

  private static void complain(String what) {
    System.err.println("poetry get: " + what);
  }
}
