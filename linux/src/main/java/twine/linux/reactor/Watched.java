package twine.linux.reactor;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import twine.reactor.spi.Ready;

/** A descriptor that somebody may want to hear of. The poller is told only when somebody does. */
abstract class Watched {
  final LinuxDriver driver;
  final int descriptor;

  private int interest;
  private @Nullable Ready ready;

  /** Has to be {@linkplain WatchTable#add put into the table}. */
  Watched(LinuxDriver driver, int descriptor) {
    this.driver = driver;
    this.descriptor = descriptor;
  }

  /** Says whom to call. */
  public void attach(Ready target) {
    ready = target;
  }

  /** Says for what to be called, from now on. */
  public void interest(int ops) {
    waitFor(ops);
  }

  /** What the poller waits for. */
  final int interest() {
    return interest;
  }

  /** Has the poller wait for that, from now on. */
  final void waitFor(int ops) {
    if (ops != interest) {
      watch(ops);
      interest = ops;
    }
  }

  /** Has the poller tell once more of what it waits for, if that holds. */
  final void tellAgain() {
    watch(interest);
  }

  private void watch(int ops) {
    try {
      driver.poller.watch(descriptor, interest, ops);
    } catch (IOException e) {
      throw new UncheckedIOException("the system cannot watch " + this, e);
    }
  }

  /** Whether somebody wants to hear of one of those, at least. */
  final boolean wantsAny(int ops) {
    return (ops & interest) != 0;
  }

  /** It is ready; who does not want to hear of that, not any more perhaps, is not told. */
  void tell(int ops) {
    int asked = ops & interest;
    if (asked != 0 && ready != null) {
      ready.ready(asked);
    }
  }

  /** Takes it out of the table and closes the descriptor. */
  final void closeDescriptor() {
    if (interest != 0) {
      driver.poller.forget(descriptor);
      interest = 0;
    }
    driver.table.remove(this);
    // Whatever it answers, the descriptor is gone; to try again might close another's.
    int _ = driver.calls.close(descriptor);
  }

  /** The reactor is over. */
  abstract void dispose();
}
