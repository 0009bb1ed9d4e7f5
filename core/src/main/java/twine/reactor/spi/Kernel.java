package twine.reactor.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import twine.loop.CurrentLoop;
import twine.loop.DelayedCall;
import twine.loop.Loop;
import twine.loop.Place;
import twine.reactor.ListenOptions;

/**
 * What the parts of one reactor share: the driver, the thread, the queues, the buffers.
 *
 * <p>An <em>event</em> is one call of the program's code by the reactor. After each, the kernel
 * settles: what the event wrote leaves in one system call, and what it closed is closed. That is
 * why {@code connectionLost} never arrives inside {@code loseConnection}, and why ten small writes
 * cost as much as one.
 */
final class Kernel {
  /** Overwrites what was received once the callback has returned, to find code that keeps it. */
  private static final boolean OVERWRITE = Boolean.getBoolean("twine.overwriteReadBuffer");

  private static final int INPUT_CAPACITY = 64 * 1024;

  /** 73 years; moments must stay comparable by subtraction. */
  private static final Duration EVER = Duration.ofNanos(Long.MAX_VALUE / 4);

  final Loop loop;
  final Driver driver;
  final TimerQueue timers = new TimerQueue();
  final CallQueue calls = new CallQueue();
  final Scratch scratch = new Scratch();
  final OpenStreams streams = new OpenStreams();

  private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_CAPACITY);
  private final ArrayDeque<StreamTransport> unsettled = new ArrayDeque<>();

  /** What the event is about that is being handled, or null. */
  @Nullable Served serving;

  /** The ports that this reactor shares with others, or null. */
  @Nullable SharedPorts sharedPorts;

  private boolean settling;
  private boolean inEvents;
  private volatile @Nullable Thread thread;
  private volatile boolean asleep;
  private volatile boolean over;

  Kernel(Loop loop, Driver driver) {
    this.loop = loop;
    this.driver = driver;
  }

  // ---- the thread

  /** The calling thread is the reactor's from now on. */
  void bindTo(Thread thread) {
    this.thread = thread;
  }

  /** The reactor has stopped: what the driver has open is closed. */
  void end() {
    over = true;
    driver.close();
    thread = null;
  }

  boolean isOver() {
    return over;
  }

  /** Whether the reactor runs, on another thread than the caller's. */
  boolean isElsewhere() {
    return thread != null && thread != Thread.currentThread();
  }

  boolean inLoop() {
    return Thread.currentThread() == thread || CurrentLoop.get() == loop;
  }

  /**
   * Refuses a call on a foreign thread. Before the reactor runs it belongs to nobody, so that it
   * can be set up on one thread and run on another.
   */
  void checkThread(String what) {
    Thread owner = thread;
    Thread caller = Thread.currentThread();
    if (owner != caller && owner != null && CurrentLoop.get() != loop) {
      throw new IllegalStateException(
          what
              + " was called on thread \""
              + caller.getName()
              + "\", but this reactor runs on \""
              + owner.getName()
              + "\"; use callFromThread");
    }
  }

  // ---- calls

  void execute(Runnable call) {
    calls.add(call);
    if (asleep && Thread.currentThread() != thread) {
      asleep = false; // two threads may both see it set: then one wake-up is for nothing
      driver.wakeup();
    }
  }

  /** Runs {@code call} in a turn before which the driver has waited once more from now on. */
  void executeAfterWait(Runnable call) {
    execute(() -> execute(call)); // the next turn may run before the wait, the one after it not
  }

  DelayedCall callLater(Duration delay, Runnable call) {
    checkThread("callLater");
    long moment = momentAfter(delay);
    Place place = Place.noted();
    Timer timer = new Timer(this, place == null ? call : new NotedCall(call, place), moment);
    timers.add(timer, moment);
    return timer;
  }

  /** A call that can tell who asked for it. */
  private record NotedCall(Runnable call, Place place) implements Runnable {
    @Override
    public void run() {
      call.run();
    }

    @Override
    public String toString() {
      return place.origin();
    }
  }

  long momentAfter(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("the delay is negative: " + delay);
    }
    return driver.nanoTime() + nanos(delay);
  }

  /** In nanoseconds; durations beyond these bounds are as good as for ever. */
  static long nanos(Duration delay) {
    if (delay.compareTo(EVER) >= 0) {
      return EVER.toNanos();
    }
    return delay.compareTo(EVER.negated()) <= 0 ? -EVER.toNanos() : delay.toNanos();
  }

  // ---- turns

  /** Runs the calls and timers that are due. */
  void runDue() {
    inEvents = true;
    settle();
    if (!calls.isEmpty()) {
      runCalls();
    }
    if (timers.size() > 0) {
      runTimers();
    }
  }

  private void runCalls() {
    Object last = calls.last();
    for (Runnable call = calls.poll(last); call != null; call = calls.poll(last)) {
      run(call);
    }
  }

  private void runTimers() {
    long now = driver.nanoTime();
    long mark = timers.mark();
    for (Timer due = timers.pollDue(now, mark); due != null; due = timers.pollDue(now, mark)) {
      run(due.take());
    }
  }

  /** Waits for I/O, until a timer or a call is due, and handles it. */
  void doIo() {
    long timeout = timeout();
    if (timeout != 0) {
      asleep = true;
      if (!calls.isEmpty()) {
        timeout = 0; // added before the adder could see that we are about to sleep
      }
    }
    try {
      driver.await(timeout);
    } catch (IOException e) {
      throw new UncheckedIOException("waiting for events failed", e);
    } finally {
      asleep = false;
      inEvents = false;
    }
  }

  /** How long the next wait may be: 0 not at all, negative for ever. */
  long timeout() {
    if (!calls.isEmpty() || !unsettled.isEmpty()) {
      return 0;
    }
    if (timers.size() == 0) {
      return -1;
    }
    return Math.max(0, timers.firstMoment() - driver.nanoTime());
  }

  // ---- events

  /** Runs a piece of the program as an event of its own. */
  void run(Runnable call) {
    try {
      call.run();
    } catch (Throwable thrown) {
      Log.error("Unhandled error in a call made by the reactor", thrown);
    }
    settle();
  }

  /** Runs a piece of the program inside an event; what it throws is logged. */
  void guard(String what, Runnable call) {
    try {
      call.run();
    } catch (Throwable thrown) {
      Log.error(what + " threw", thrown);
    }
  }

  /** Whether small writes may wait, because {@link #settle} will come. */
  boolean inEvents() {
    return inEvents;
  }

  /** The stream has something to send or to end when the event is over. */
  void unsettled(StreamTransport stream) {
    unsettled.add(stream);
  }

  /** Sends what the event wrote, ends what it ended; again, for what that led to. */
  void settle() {
    if (settling || unsettled.isEmpty()) {
      return;
    }
    settling = true;
    try {
      for (StreamTransport next = unsettled.poll(); next != null; next = unsettled.poll()) {
        next.settle();
      }
    } finally {
      settling = false;
    }
  }

  // ---- whom it serves

  /** What the event is about that is being handled, for the log. */
  String logPrefix() {
    Served now = serving;
    return now == null ? "-" : now.logPrefix();
  }

  /** Runs a piece of the program on behalf of another than the event is about. */
  void serve(Served other, Runnable call) {
    Served before = serving;
    serving = other;
    try {
      call.run();
    } finally {
      serving = before;
    }
  }

  // ---- ports

  /** Opens a listening socket, one that is shared with other reactors if ports are. */
  ListenerIo listen(InetSocketAddress local, ListenOptions options) throws IOException {
    SharedPorts shared = sharedPorts;
    return shared == null ? driver.listen(local, options) : shared.listen(this, local, options);
  }

  // ---- input

  /** The reactor's one input buffer, empty. */
  ByteBuffer input() {
    return input.clear().order(ByteOrder.BIG_ENDIAN);
  }

  /** The callback to which the input was given, so many bytes of it, has returned. */
  void inputDone(int count) {
    if (OVERWRITE) {
      input.clear();
      for (int i = 0; i < count; i++) {
        input.put(i, (byte) 0xDB);
      }
    }
  }
}
