package twine.poetry.get;

import java.time.Duration;
import twine.defer.Failure;
import twine.loop.Timers;
import twine.net.TcpAddress;
import twine.poetry.command.Elapsed;

/** What happens meanwhile, on standard error; while nothing does, a line each second. */
final class News {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Timers timers;
  private final int poems;
  private int complete;
  private long bytes;

  /** News of {@code poems} downloads, from now on. */
  News(Timers timers, int poems) {
    this.timers = timers;
    this.poems = poems;
    timers.callLater(SECOND, this::tick);
  }

  /** A portion of some poem has arrived. */
  void got(int portion) {
    bytes += portion;
  }

  /** A poem is complete. */
  void complete(TcpAddress server, int length, Duration time) {
    complete++;
    say(server + ": " + length + " bytes of poetry in " + Elapsed.format(time));
  }

  /** An attempt failed, and there will be another. */
  void tryingAgain(Failure failure, Duration pause, int retriesLeft) {
    say(
        failure.getErrorMessage()
            + "; trying again in "
            + pause.toMillis() / 1000.0
            + " s ("
            + retriesLeft
            + " more after that)");
  }

  private void tick() {
    say(complete + " of " + poems + " poems, " + bytes + " bytes so far");
    timers.callLater(SECOND, this::tick);
  }

  private static void say(String what) {
    System.err.println(what);
  }
}
