package twine.reactor.spi;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.UnhandledFailures;
import twine.loop.CurrentLoop;
import twine.loop.DelayedCall;
import twine.loop.Loop;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.ListeningPort;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.net.Transport;
import twine.reactor.ConnectOptions;
import twine.reactor.ListenOptions;
import twine.reactor.Pending;
import twine.reactor.Phase;
import twine.reactor.Reactor;
import twine.reactor.ReactorResolver;
import twine.reactor.ReadDescriptor;
import twine.reactor.SystemEvent;
import twine.reactor.SystemEventTrigger;
import twine.reactor.WriteDescriptor;
import twine.reactor.error.ReactorAlreadyRunningException;
import twine.reactor.error.ReactorNotRestartableException;
import twine.reactor.error.ReactorNotRunningException;

/**
 * A reactor over a {@link Driver}: all there is to one, but for the I/O itself.
 *
 * <pre>
 *   NEW ── run ──▶ RUNNING ── stop, a signal ──▶ STOPPING ── shutdown triggers done ──▶ STOPPED
 *
 *   a turn:  calls from threads ─▶ timers that are due ─▶ wait for I/O ─▶ I/O that is ready
 * </pre>
 */
public final class KernelReactor implements Reactor {
  private enum State {
    NEW,
    RUNNING,
    STOPPING,
    STOPPED
  }

  private final Driver driver;
  private final Kernel kernel;
  private final Workers workers;
  private final Descriptors descriptors;
  private final BlockingCalls blockingCalls;
  private final Triggers startup;
  private final Triggers shutdown;
  private final Set<Port> ports = new LinkedHashSet<>();
  private final Set<ConnectAttempt> attempts = new LinkedHashSet<>();
  private volatile State state = State.NEW;
  private boolean started;

  /** Makes a reactor that owns {@code driver} from now on, and closes it when it stops. */
  public KernelReactor(Driver driver) {
    this.driver = driver;
    this.kernel = new Kernel(this, driver);
    this.workers = new Workers(kernel);
    this.descriptors = new Descriptors(kernel);
    this.blockingCalls = new BlockingCalls(this);
    this.startup = new Triggers(kernel);
    this.shutdown = new Triggers(kernel);
    addSystemEventTrigger(Phase.DURING, SystemEvent.SHUTDOWN, this::loseEverything);
  }

  Kernel kernel() {
    return kernel;
  }

  // ---- ReactorCore

  @Override
  public void run() {
    begin();
    Loop before = CurrentLoop.enter(this);
    if (driver.stopsOnSignals()) {
      Signals.add(this);
    }
    try {
      startup.fire(() -> started = true);
      while (state != State.STOPPED) {
        runTurn();
      }
    } finally {
      end();
      if (driver.stopsOnSignals()) {
        Signals.remove(this);
      }
      CurrentLoop.enter(before);
    }
  }

  // ---- the same in steps, for drivers that have several reactors take turns on one thread

  /** Begins to run, and returns; the turns are the caller's to {@linkplain #turn make}. */
  public void start() {
    begin();
    onLoop(() -> startup.fire(() -> started = true));
  }

  /**
   * Makes one turn of a reactor that was {@linkplain #start started}; the driver is asked to wait
   * once in it, and may return at once. Ends the reactor if it has stopped. From then on the
   * reactor belongs to the calling thread.
   */
  public void turn() {
    kernel.bindTo(Thread.currentThread());
    onLoop(() -> {
      runTurn();
      if (state == State.STOPPED) {
        end();
      }
    });
  }

  /**
   * How long a turn would wait now if nothing came: 0 not at all, negative for ever; in
   * nanoseconds.
   */
  public long timeout() {
    return kernel.timeout();
  }

  private void onLoop(Runnable work) {
    Loop before = CurrentLoop.enter(this);
    try {
      work.run();
    } finally {
      CurrentLoop.enter(before);
    }
  }

  private void begin() {
    switch (state) {
      case NEW -> {
        kernel.bindTo(Thread.currentThread());
        state = State.RUNNING;
      }
      case STOPPED ->
          throw new ReactorNotRestartableException("a reactor that has stopped cannot run again");
      default -> throw new ReactorAlreadyRunningException("the reactor is running already");
    }
  }

  private void runTurn() {
    kernel.runDue();
    if (state != State.STOPPED) {
      kernel.doIo();
    }
  }

  private void end() {
    state = State.STOPPED;
    workers.stop();
    blockingCalls.stop();
    kernel.end();
    UnhandledFailures.report(this);
  }

  @Override
  public void stop() {
    kernel.checkThread("stop");
    if (state != State.RUNNING) {
      throw new ReactorNotRunningException(
          "the reactor cannot be stopped: it is "
              + (state == State.NEW ? "not running yet" : "stopped already"));
    }
    state = State.STOPPING;
    // In the next turn, so that what the caller has still to do is done before anything is torn
    // down.
    kernel.execute(() -> shutdown.fire(() -> state = State.STOPPED));
  }

  /**
   * Stops as soon as it runs, if nobody has stopped it by then. May be called from any thread, at
   * any time and more than once.
   */
  public void stopFromOutside() {
    kernel.execute(() -> {
      if (state == State.RUNNING) {
        stop();
      }
    });
  }

  @Override
  public boolean running() {
    return state == State.RUNNING || state == State.STOPPING;
  }

  @Override
  public void callWhenRunning(Runnable call) {
    kernel.checkThread("callWhenRunning");
    if (started) {
      call.run();
    } else {
      addSystemEventTrigger(Phase.AFTER, SystemEvent.STARTUP, call);
    }
  }

  @Override
  public SystemEventTrigger addSystemEventTrigger(
      Phase phase, SystemEvent event, Runnable trigger) {
    kernel.checkThread("addSystemEventTrigger");
    return triggers(event)
        .add(
            phase,
            () -> {
              trigger.run();
              return null;
            });
  }

  @Override
  public SystemEventTrigger addAsyncSystemEventTrigger(
      Phase phase, SystemEvent event, Callable<? extends Deferred<?>> trigger) {
    kernel.checkThread("addAsyncSystemEventTrigger");
    return triggers(event).add(phase, trigger);
  }

  private Triggers triggers(SystemEvent event) {
    return event == SystemEvent.STARTUP ? startup : shutdown;
  }

  // ---- Timers, Chance, Loop

  @Override
  public DelayedCall callLater(Duration delay, Runnable call) {
    return kernel.callLater(delay, call);
  }

  @Override
  public long nanoTime() {
    return driver.nanoTime();
  }

  @Override
  public RandomGenerator random() {
    return driver.random();
  }

  @Override
  public void execute(Runnable work) {
    kernel.execute(work);
  }

  @Override
  public boolean inLoop() {
    return kernel.inLoop();
  }

  @Override
  public boolean isSimulated() {
    return driver.isSimulated();
  }

  @Override
  public String logPrefix() {
    return kernel.logPrefix();
  }

  @Override
  public Pending pending() {
    kernel.checkThread("pending");
    return new Pending(
        List.<DelayedCall>copyOf(kernel.timers.all()),
        List.<ListeningPort>copyOf(ports),
        attempts.stream().<Connector>map(ConnectAttempt::connector).toList(),
        List.<Transport>copyOf(kernel.streams.all()));
  }

  // ---- ReactorTcp

  @Override
  public Connector connectTcp(
      String host, int port, ClientFactory factory, ConnectOptions options) {
    kernel.checkThread("connectTcp");
    checkNotStopped("connect to " + host);
    if (port == 0) {
      throw new IllegalArgumentException("nobody listens on port 0: it asks the system for a port");
    }
    TcpConnector connector = new TcpConnector(this, new TcpAddress(host, port), factory, options);
    connector.connect();
    return connector;
  }

  @Override
  public TcpPort listenTcp(int port, Factory factory, ListenOptions options) {
    kernel.checkThread("listenTcp");
    checkNotStopped("listen on port " + port);
    TcpAddress asked = new TcpAddress(options.iface().isEmpty() ? "*" : options.iface(), port);
    Port opened = new Port(this, asked, factory, options);
    opened.startListening();
    return opened;
  }

  /**
   * Has this reactor share the ports on which it listens, from now on, with the other reactors that
   * were given {@code ports}. To be called before it runs, and before it listens on any.
   */
  public void sharePorts(SharedPorts ports) {
    kernel.checkThread("sharePorts");
    kernel.sharedPorts = ports;
  }

  private void checkNotStopped(String what) {
    if (state == State.STOPPED) {
      throw new ReactorNotRunningException("cannot " + what + ": the reactor has stopped");
    }
  }

  void opened(Port port) {
    ports.add(port);
  }

  void closed(Port port) {
    ports.remove(port);
  }

  void opened(ConnectAttempt attempt) {
    attempts.add(attempt);
  }

  void closed(ConnectAttempt attempt) {
    attempts.remove(attempt);
  }

  /** At shutdown: everything that is open is lost, in the reverse order of its making. */
  private void loseEverything() {
    new ArrayList<>(ports).reversed().forEach(Port::stopListening);
    new ArrayList<>(attempts).reversed().forEach(ConnectAttempt::loseWithReactor);
    kernel.streams.all().forEach(StreamTransport::loseWithReactor);
    descriptors.loseAll();
  }

  // ---- ReactorThreads

  @Override
  public void callFromThread(Runnable call) {
    kernel.execute(call);
  }

  @Override
  public void callInThread(Runnable work) {
    kernel.checkThread("callInThread");
    workers
        .submit(() -> {
          work.run();
          return null;
        })
        .handle(failure -> Log.error("Unhandled error in a thread", failure.value()));
  }

  @Override
  public <T extends @Nullable Object> Deferred<T> deferToThread(Callable<T> work) {
    kernel.checkThread("deferToThread");
    return workers.submit(work);
  }

  @Override
  public <T extends @Nullable Object> T blockingCallFromThread(Callable<T> call) throws Exception {
    return blockingCalls.call(() -> Deferred.maybeDeferred(call));
  }

  @Override
  public <T extends @Nullable Object> T blockingAsyncCallFromThread(
      Callable<? extends Deferred<T>> call) throws Exception {
    return blockingCalls.call(call);
  }

  @Override
  public void setThreadLimit(int limit) {
    kernel.checkThread("setThreadLimit");
    workers.setLimit(limit);
  }

  void checkCanBlock() {
    if (kernel.inLoop()) {
      throw new IllegalStateException(
          "blockingCallFromThread was called on the reactor's own thread, which would wait for"
              + " itself");
    }
    checkNotStopped("call");
  }

  // ---- ReactorResolver

  @Override
  public Deferred<List<InetAddress>> resolve(String host) {
    kernel.checkThread("resolve");
    InetAddress literal = host.isEmpty() ? null : Hosts.literal(host);
    if (literal != null) {
      return Deferred.succeed(List.of(literal));
    }
    ReactorResolver own = driver.resolver();
    return own != null ? own.resolve(host) : workers.submit(() -> driver.lookup(host));
  }

  // ---- ReactorDescriptors

  @Override
  public void addReader(ReadDescriptor reader) {
    kernel.checkThread("addReader");
    descriptors.add(reader, Ready.READ);
  }

  @Override
  public void removeReader(ReadDescriptor reader) {
    kernel.checkThread("removeReader");
    descriptors.remove(reader, Ready.READ);
  }

  @Override
  public void addWriter(WriteDescriptor writer) {
    kernel.checkThread("addWriter");
    descriptors.add(writer, Ready.WRITE);
  }

  @Override
  public void removeWriter(WriteDescriptor writer) {
    kernel.checkThread("removeWriter");
    descriptors.remove(writer, Ready.WRITE);
  }

  @Override
  public Set<ReadDescriptor> getReaders() {
    kernel.checkThread("getReaders");
    return descriptors.readers();
  }

  @Override
  public Set<WriteDescriptor> getWriters() {
    kernel.checkThread("getWriters");
    return descriptors.writers();
  }

  @Override
  public String toString() {
    return "Reactor[" + driver.name() + ", " + state + "]";
  }
}
