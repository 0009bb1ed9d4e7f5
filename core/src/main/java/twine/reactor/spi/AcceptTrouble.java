package twine.reactor.spi;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import twine.loop.DelayedCall;

/**
 * What is done when a connection cannot be accepted, for want of descriptors as a rule: the
 * listener rests for a while and tries again. Trying at once would spin, for the socket stays ready
 * all the while.
 */
final class AcceptTrouble {
  private static final Duration REST = Duration.ofMillis(100);

  private final Kernel kernel;
  private final Object port;
  private @Nullable DelayedCall resting;
  private boolean told;

  /**
   * For one port.
   *
   * @param port whom the log names
   */
  AcceptTrouble(Kernel kernel, Object port) {
    this.kernel = kernel;
    this.port = port;
  }

  /** Has {@code listener} rest. */
  void rest(ListenerIo listener, IOException reason) {
    if (!told) {
      told = true;
      Log.warning(
          port + " cannot accept a connection and will keep trying: " + reason.getMessage());
    }
    listener.interest(0);
    resting =
        kernel.callLater(
            REST,
            () -> {
              resting = null;
              listener.interest(Ready.READ);
            });
  }

  /** A connection was accepted. */
  void isOver() {
    if (told) {
      told = false;
      Log.info(port + " accepts connections again");
    }
  }

  /** The listener is closed. */
  void stop() {
    if (resting != null) {
      resting.cancel();
      resting = null;
    }
  }
}
