package twine.coroutine;

/**
 * Gets the monitors that a thread holds out of the way of the fibers that it carries.
 *
 * <p>The JVM (25) notes the monitors that a thread has entered in a small stack of that thread.
 * When a virtual thread steps off its carrier, it takes all that are there along, because the JDK's
 * own carriers never hold any. The thread of a loop does: its selector's, and those of every {@code
 * synchronized} method between there and the fire that lets a fiber go on. It would come back to
 * find them gone, and some time later the JVM crashes.
 *
 * <p>Only monitors that nobody ever had to wait for are noted there. All others know their owner,
 * and the JVM makes such a one of the oldest when the stack is full. So entering as many more as it
 * has room for makes them of all.
 */
final class HeldMonitors {
  // As many as the JVM has room for: LockStack::CAPACITY.
  private final Object first = new Object();
  private final Object second = new Object();
  private final Object third = new Object();
  private final Object fourth = new Object();
  private final Object fifth = new Object();
  private final Object sixth = new Object();
  private final Object seventh = new Object();
  private final Object eighth = new Object();

  /** Makes the monitors that the calling thread holds stay with it. Not for two threads at once. */
  void keep() {
    synchronized (first) {
      synchronized (second) {
        synchronized (third) {
          synchronized (fourth) {
            synchronized (fifth) {
              synchronized (sixth) {
                synchronized (seventh) {
                  synchronized (eighth) {
                    // to have been here is all
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
