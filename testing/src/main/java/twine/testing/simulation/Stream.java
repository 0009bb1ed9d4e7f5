package twine.testing.simulation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import twine.net.TcpAddress;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;
import twine.testing.simulation.Packet.Data;
import twine.testing.simulation.Packet.Fin;

/**
 * One end of a connection, or the attempt to make one.
 *
 * <pre>
 *   connect ─▶ CONNECTING ─┬─▶ CONNECTED ─┬─▶ FAILED (reset, or nobody answers) ─┐
 *                          │              └────────────── close, reset ──────────▼
 *                          └─▶ FAILED (refused, nobody answers) ─────────▶ CLOSED
 * </pre>
 *
 * <p>As in TCP (RFC 9293), an end that is closed while bytes wait in it, or to which bytes come
 * after it was closed, resets the connection, and a reset loses what was not read. When its host
 * crashes an end vanishes: it does not say so to anybody, and answers nothing until its host is up
 * again and knows nothing of it.
 */
final class Stream extends Socket implements StreamIo {
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final Pipe out;
  private final Deque<ByteBuffer> received = new ArrayDeque<>();
  private final Map<SocketOption<?>, Object> options =
      new HashMap<>(
          Map.of(
              StandardSocketOptions.TCP_NODELAY, false, StandardSocketOptions.SO_KEEPALIVE, false));

  private @Nullable Pipe in;
  private boolean connected;
  private boolean inEnded;
  private boolean outEnded;
  private boolean vanished;
  private @Nullable IOException failure;

  Stream(SimulatedDriver driver, InetSocketAddress local, InetSocketAddress remote, Host peer) {
    super(driver);
    this.local = local;
    this.remote = remote;
    World world = driver.world();
    this.out =
        new Pipe(world, this, world.path(driver.host(), peer), world.path(peer, driver.host()));
  }

  /** The other end, on {@code driver}'s host, which has heard of this one. */
  Stream accepted(SimulatedDriver driver) {
    Stream end = new Stream(driver, /* local= */ remote, /* remote= */ local, driver().host());
    end.in = out;
    out.receiver(end);
    in = end.out;
    end.out.receiver(this);
    end.connected = true;
    return end;
  }

  /** This end has heard of the other one. */
  void established() {
    connected = true;
    changed();
  }

  void refused() {
    fail(new ConnectException("Connection refused"));
  }

  void timedOut() {
    fail(connected ? new IOException("Connection timed out") : notAnswered());
  }

  private static ConnectException notAnswered() {
    return new ConnectException("Connection timed out");
  }

  private void fail(IOException reason) {
    if (!closed() && failure == null) {
      received.clear();
      failure = reason;
      changed();
    }
  }

  InetSocketAddress local() {
    return local;
  }

  // ---- what comes from the network

  void received(ByteBuffer bytes) {
    if (failure == null) {
      received.add(bytes);
      changed();
    }
  }

  void receivedEnd() {
    inEnded = true;
    changed();
  }

  void resetByPeer() {
    fail(new IOException("Connection reset"));
  }

  /** Something came for a connection that this host does not know any more. */
  void answerWithReset() {
    out.reset();
  }

  /** The host has crashed. */
  void vanish() {
    vanished = true;
    received.clear();
    markClosed();
    if (in != null) {
      in.receiverGone();
    }
  }

  /** The other end is gone, and what it said of that was lost. */
  void peerGone() {
    out.receiverGone();
  }

  boolean vanished() {
    return vanished;
  }

  // ---- StreamIo

  @Override
  int possible() {
    if (failure != null) {
      return Ready.READ | Ready.WRITE;
    }
    if (!connected) {
      return 0;
    }
    boolean readable = !received.isEmpty() || inEnded;
    return (readable ? Ready.READ : 0) | (out.room() > 0 ? Ready.WRITE : 0);
  }

  @Override
  public void attach(Ready ready) {
    setReady(ready);
  }

  @Override
  public void interest(int ops) {
    setInterest(ops);
  }

  @Override
  public boolean finishConnect() throws IOException {
    checkOpen();
    throwFailure();
    return connected;
  }

  private void throwFailure() throws IOException {
    if (failure != null) {
      // A new one each time, so that each shows where it came up.
      throw failure instanceof ConnectException
          ? new ConnectException(failure.getMessage())
          : new IOException(failure.getMessage());
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    checkOpen();
    throwFailure();
    if (received.isEmpty()) {
      return inEnded ? -1 : 0;
    }
    int most = world().faults().portion(into.remaining());
    int count = 0;
    while (count < most && !received.isEmpty()) {
      count += take(received.element(), into, most - count);
      if (!received.element().hasRemaining()) {
        received.remove();
      }
    }
    Objects.requireNonNull(in).acknowledge(count);
    changed();
    return count;
  }

  private static int take(ByteBuffer from, ByteBuffer into, int most) {
    int count = Math.min(from.remaining(), most);
    into.put(into.position(), from, from.position(), count).position(into.position() + count);
    from.position(from.position() + count);
    return count;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    checkOpen();
    throwFailure();
    if (outEnded) {
      throw new IllegalStateException("shutdownOutput was called before: " + this);
    }
    int count = world().faults().portion(Math.min(out.room(), from.remaining()));
    if (count > 0) {
      byte[] bytes = new byte[count];
      from.get(bytes);
      out.send(new Data(ByteBuffer.wrap(bytes)));
      changed();
    }
    return count;
  }

  @Override
  public void shutdownOutput() throws IOException {
    checkOpen();
    throwFailure();
    end();
  }

  private void end() {
    if (!outEnded) {
      outEnded = true;
      out.send(Fin.FIN);
    }
  }

  @Override
  public void close() {
    checkOpen();
    if (!received.isEmpty()) {
      reset();
      return;
    }
    if (connected && failure == null) {
      end();
    }
    markClosed();
  }

  @Override
  public void reset() {
    checkOpen();
    markClosed();
    received.clear();
    if (connected && failure == null) {
      out.reset();
    }
  }

  @Override
  void discard() {
    close();
  }

  @Override
  public TcpAddress host() {
    return TcpAddress.of(local);
  }

  @Override
  public TcpAddress peer() {
    return TcpAddress.of(remote);
  }

  @Override
  public <T> T getOption(SocketOption<T> option) throws IOException {
    checkOpen();
    return option.type().cast(Objects.requireNonNull(options.get(supported(option))));
  }

  @Override
  public <T> void setOption(SocketOption<T> option, T value) throws IOException {
    checkOpen();
    options.put(supported(option), value);
  }

  private SocketOption<?> supported(SocketOption<?> option) {
    if (!options.containsKey(option)) {
      throw new UnsupportedOperationException("no such option in a simulation: " + option.name());
    }
    return option;
  }

  @Override
  public String toString() {
    return host() + " -> " + peer();
  }
}
