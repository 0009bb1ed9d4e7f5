package twine.testing.simulation;

import org.jspecify.annotations.Nullable;
import twine.reactor.spi.Ready;

/** What a stream and a listener have in common: whom to tell, and of what. */
abstract class Socket {
  private final SimulatedDriver driver;

  private @Nullable Ready ready;
  private int interest;
  private boolean closed;

  Socket(SimulatedDriver driver) {
    this.driver = driver;
  }

  /** What can be done without waiting, asked for or not. */
  abstract int possible();

  /** Frees everything, because the reactor has stopped. */
  abstract void discard();

  final SimulatedDriver driver() {
    return driver;
  }

  final World world() {
    return driver.world();
  }

  final void setReady(Ready ready) {
    checkOpen();
    this.ready = ready;
  }

  final void setInterest(int ops) {
    checkOpen();
    interest = ops;
    changed();
  }

  /** To be called whenever {@link #possible} may have changed. */
  final void changed() {
    driver.changed(this);
  }

  /** What is asked for and possible. */
  final int due() {
    return closed ? 0 : interest & possible();
  }

  /** Tells of what is due, if anything still is. */
  final void tell() {
    int ops = due();
    if (ops != 0 && ready != null) {
      ready.ready(ops);
    }
  }

  final boolean closed() {
    return closed;
  }

  final void markClosed() {
    closed = true;
    driver.closed(this);
  }

  final void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this socket was closed before: " + this);
    }
  }
}
