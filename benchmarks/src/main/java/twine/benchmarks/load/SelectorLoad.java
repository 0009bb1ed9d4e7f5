package twine.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.time.Duration;

/**
 * A load made by this program itself, on one thread, that asks for a fixed number of things at a
 * time: as soon as one is there, the next is asked for. A run ends when all that was asked for in
 * time has come, so nothing that a server has done is left out of the account, and it has nothing
 * to do after it.
 */
abstract class SelectorLoad implements Load {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final int width;

  /** One that asks for so many things at a time. */
  SelectorLoad(int width) {
    this.width = width;
  }

  /** What is between this load and one server. */
  abstract class AskingSession extends SelectorSession {
    private long end;
    private int awaited;
    private long answers;

    AskingSession(InetSocketAddress server) {
      super(server);
    }

    /** Asks for the first things of a run, as many as are to be asked for at a time. */
    abstract void askForAll(int width) throws IOException;

    /** Asks for the next one. */
    abstract void askAgain(SelectionKey key) throws IOException;

    /**
     * Something has come.
     *
     * @return how many answers are complete with it, all that {@code key} was asked for, or 0
     */
    abstract int received(SelectionKey key) throws IOException;

    @Override
    public final long run(Duration time) {
      end = System.nanoTime() + time.toNanos();
      answers = 0;
      awaited = width;
      try {
        askForAll(width);
        while (awaited > 0) {
          if (selector.select(this::ready, PATIENCE.toMillis()) == 0) {
            throw new IOException(
                "no answer for %d s, %d are awaited".formatted(PATIENCE.toSeconds(), awaited));
          }
        }
        return answers;
      } catch (IOException e) {
        throw failed(e);
      }
    }

    private void ready(SelectionKey key) {
      try {
        int complete = received(key);
        if (complete == 0) {
          return;
        }
        answers += complete;
        if (System.nanoTime() - end < 0) {
          askAgain(key);
        } else {
          awaited--;
        }
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }

  @Override
  public final Duration turn() {
    return Duration.ofMillis(50);
  }

  @Override
  public final int turns() {
    return 7;
  }
}
