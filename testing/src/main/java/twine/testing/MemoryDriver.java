package twine.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import twine.loop.CurrentLoop;
import twine.loop.Loop;
import twine.reactor.ListenOptions;
import twine.reactor.spi.Driver;
import twine.reactor.spi.ListenerIo;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;
import twine.reactor.spi.WatchIo;

/**
 * A world in memory for one reactor: TCP without a system, time that does not take any, and chance
 * from a seed.
 *
 * <p><b>Time</b> stands still while the program works. When there is nothing to do it jumps to the
 * next delayed call, so {@code run} finishes as soon as it can. Only when there is no delayed call
 * either does the reactor really wait, for another thread to call it.
 *
 * <p><b>Addresses.</b> Every numeric address is this host's own: a connection to it finds whoever
 * listens there, and is refused if nobody does. Two networks that are reserved for documentation
 * (RFC 5737) are different: nobody ever answers in 192.0.2.0/24, and there is no route to
 * 198.51.100.0/24. Names are those of {@link #addHost}, and {@code localhost}.
 *
 * <p><b>Connections</b> have no latency: what is written in one turn can be read in the next. Bytes
 * are buffered within bounds, a close comes after the bytes, a reset loses them. What happens at
 * the same moment on several sockets is told in an order that the seed decides.
 *
 * <p><b>Threads.</b> Work for other threads is done at the next wait, on the reactor's own thread
 * and off its loop, one piece after the other; so it must not wait for the reactor.
 *
 * <p>A program's own channels cannot be watched. Misuse of the driver interface, such as reading
 * from a stream that was closed, is an {@link IllegalStateException}.
 */
public final class MemoryDriver implements Driver {
  private final MemoryOptions options;
  private final RandomGenerator random;
  private final RandomGenerator disorder;
  private final MemoryNetwork network;
  private final Map<String, List<InetAddress>> hosts = new ConcurrentHashMap<>();
  private final Set<MemorySocket> open = new LinkedHashSet<>();
  private final Set<MemorySocket> ready = new LinkedHashSet<>();
  private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
  private final Semaphore wakeups = new Semaphore(0);
  private final AtomicLong now;

  /** A world of the given kind. */
  public MemoryDriver(MemoryOptions options) {
    SplittableRandom source = new SplittableRandom(options.seed());
    this.options = options;
    this.random = source.split();
    this.disorder = source.split();
    this.network = new MemoryNetwork(this, source.split());
    this.now = new AtomicLong(options.startNanos());
    addHost("localhost", InetAddress.getLoopbackAddress());
  }

  /**
   * Makes {@code name} known to {@link #lookup}.
   *
   * @param addresses what it stands for, the preferred one first; at least one
   */
  public void addHost(String name, InetAddress... addresses) {
    if (addresses.length == 0) {
      throw new IllegalArgumentException("a host needs an address: " + name);
    }
    hosts.put(name, List.of(addresses));
  }

  /** How many sockets are open: listening ones, attempts to connect, and ends of connections. */
  public int openSockets() {
    return open.size();
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public long nanoTime() {
    return now.get();
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public void await(long timeoutNanos) {
    boolean worked = doWork();
    boolean told = tellReady();
    boolean woken = wakeups.drainPermits() > 0;
    if (worked || told || woken || timeoutNanos == 0) {
      return;
    }
    if (timeoutNanos < 0) {
      wakeups.acquireUninterruptibly();
    } else {
      now.addAndGet(timeoutNanos);
    }
  }

  private boolean doWork() {
    int count = work.size();
    for (int i = 0; i < count; i++) {
      Loop loop = CurrentLoop.enter(null);
      try {
        work.remove().run();
      } finally {
        CurrentLoop.enter(loop);
      }
    }
    return count > 0;
  }

  private boolean tellReady() {
    if (ready.isEmpty()) {
      return false;
    }
    List<MemorySocket> due = new ArrayList<>(ready);
    Collections.shuffle(due, disorder);
    due.forEach(MemorySocket::tell);
    return true;
  }

  @Override
  public void wakeup() {
    wakeups.release();
  }

  @Override
  public ListenerIo listen(InetSocketAddress local, ListenOptions options) throws IOException {
    return network.listen(local, options);
  }

  @Override
  public StreamIo connect(InetSocketAddress remote, @Nullable InetSocketAddress local)
      throws IOException {
    return network.connect(remote, local);
  }

  @Override
  public WatchIo watch(SelectableChannel channel, Ready ready) {
    throw new IllegalArgumentException(
        "the memory driver watches no channels, only its own connections: " + channel);
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> known = hosts.get(host);
    if (known != null) {
      return known;
    }
    try {
      return List.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException notNumeric) {
      throw new UnknownHostException(host + ": not in the memory driver's table of hosts");
    }
  }

  @Override
  public void startWorker(Runnable work) {
    this.work.add(work);
  }

  @Override
  public boolean stopsOnSignals() {
    return false;
  }

  @Override
  public void close() {
    List.copyOf(open).forEach(MemorySocket::discard);
  }

  /** Whether there is anything that {@link #await} would tell or do now. */
  boolean hasNews() {
    return !ready.isEmpty() || !work.isEmpty();
  }

  /** Lets time pass beside the waits. */
  void letPass(long nanos) {
    now.addAndGet(nanos);
  }

  MemoryOptions options() {
    return options;
  }

  /** How many bytes a call moves that could move {@code possible}. */
  int chunk(int possible) {
    int most = Math.min(possible, options.maxChunk());
    return options.randomChunks() && most > 1 ? disorder.nextInt(1, most + 1) : most;
  }

  void opened(MemorySocket socket) throws SocketException {
    if (open.size() >= options.maxSockets()) {
      throw new SocketException("Too many open files");
    }
    open.add(socket);
    changed(socket);
  }

  void changed(MemorySocket socket) {
    if (socket.due() != 0) {
      ready.add(socket);
    } else {
      ready.remove(socket);
    }
  }

  void closed(MemorySocket socket) {
    open.remove(socket);
    ready.remove(socket);
    network.closed(socket);
  }
}
