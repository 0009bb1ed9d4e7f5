package twine.linux.reactor;

import java.io.IOException;

/** One of the system's ways to wait for descriptors. */
interface Poller {
  /**
   * Beside what to wait for: what has been told need not be told again, even if it holds on, before
   * the next {@link #watch}. Who can wait so saves looking at it twice.
   */
  int ONCE = 4;

  /** Beside what was found: the peer's end is there, behind what is to be read. */
  int ENDED = 8;

  /**
   * Sees whether it could wait for a descriptor, as it can for all if there is no limit.
   *
   * @throws IOException if it could not, whatever for
   */
  default void check(int descriptor) throws IOException {}

  /**
   * Whether to accept a connection now.
   *
   * @return false if nobody waits to be accepted, as far as that is known
   * @throws IOException if somebody does, and there could be no waiting for the descriptor that the
   *     connection would get
   */
  default boolean admits(int listener) throws IOException {
    return true;
  }

  /**
   * Waits for such things from now on. The same as before has it tell once more of those that hold.
   *
   * @param before what it has waited for: {@link twine.reactor.spi.Ready#READ}, {@link
   *     twine.reactor.spi.Ready#WRITE}, both, with {@link #ONCE} or without, or 0
   * @param ops what it waits for from now on, likewise
   * @throws IOException if the system refuses to
   */
  void watch(int descriptor, int before, int ops) throws IOException;

  /** The descriptor, which it waits for, is about to be closed. */
  void forget(int descriptor);

  /**
   * Waits until something is ready or the time is over, and tells the table what is.
   *
   * @param millis how long to wait at most; 0 to look, negative for ever
   */
  void await(int millis, WatchTable table) throws IOException;

  /** Closes what it has opened. */
  void close();
}
