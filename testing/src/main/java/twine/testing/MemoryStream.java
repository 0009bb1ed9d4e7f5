package twine.testing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import twine.net.TcpAddress;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;

/**
 * One end of a connection in memory, or the attempt to make one.
 *
 * <pre>
 *   connect ─▶ CONNECTING ─┬─▶ CONNECTED ─┬─▶ FAILED (the peer reset it) ─┐
 *                          │              │                               ▼
 *                          │              └────────── close, reset ─▶ CLOSED
 *                          └─▶ FAILED (refused) ──────────────────────▶ ▲
 * </pre>
 *
 * <p>The two ends share two pipes, crosswise. As in TCP (RFC 9293), an end that is closed while
 * bytes wait in it, or that is written to after it was closed, resets the connection, and a reset
 * loses what was not read.
 */
final class MemoryStream extends MemorySocket implements StreamIo {
  private final MemoryPipe in;
  private final MemoryPipe out;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final Map<SocketOption<?>, Object> options =
      new HashMap<>(
          Map.of(
              StandardSocketOptions.TCP_NODELAY, false, StandardSocketOptions.SO_KEEPALIVE, false));

  private @Nullable MemoryStream other;
  private boolean connected;
  private @Nullable IOException failure;

  private MemoryStream(
      MemoryDriver driver,
      InetSocketAddress local,
      InetSocketAddress remote,
      MemoryPipe in,
      MemoryPipe out) {
    super(driver);
    this.local = local;
    this.remote = remote;
    this.in = in;
    this.out = out;
  }

  /** An attempt to connect that is not decided yet. */
  static MemoryStream connecting(
      MemoryDriver driver, InetSocketAddress local, InetSocketAddress remote) {
    int size = driver.options().bufferSize();
    return new MemoryStream(driver, local, remote, new MemoryPipe(size), new MemoryPipe(size));
  }

  /** Decides the attempt: there is a connection, and this is its other end. */
  MemoryStream establish() {
    MemoryStream accepted = new MemoryStream(driver(), remote, local, out, in);
    accepted.other = this;
    accepted.connected = true;
    other = accepted;
    connected = true;
    changed();
    return accepted;
  }

  /** Decides the attempt: nobody listens. */
  void refuse() {
    fail(new ConnectException("Connection refused"));
  }

  /** The other end has reset the connection. */
  void resetByPeer() {
    fail(new IOException("Connection reset"));
  }

  private void fail(IOException reason) {
    if (!closed()) {
      in.clear();
      failure = reason;
      changed();
    }
  }

  InetSocketAddress local() {
    return local;
  }

  @Override
  int possible() {
    if (failure != null) {
      return Ready.READ | Ready.WRITE;
    }
    if (!connected) {
      return 0;
    }
    boolean readable = in.size() > 0 || in.ended();
    boolean writable = out.room() > 0 || peerIsClosed();
    return (readable ? Ready.READ : 0) | (writable ? Ready.WRITE : 0);
  }

  private boolean peerIsClosed() {
    return other != null && other.closed();
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
    int count = driver().chunk(Math.min(in.size(), into.remaining()));
    if (count == 0) {
      return in.ended() && in.size() == 0 ? -1 : 0;
    }
    in.take(into, count);
    changed();
    notifyOther();
    return count;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    checkOpen();
    throwFailure();
    if (out.ended()) {
      throw new IllegalStateException("shutdownOutput was called before: " + this);
    }
    if (peerIsClosed() && from.hasRemaining()) {
      return writeToNobody(from);
    }
    int count = driver().chunk(Math.min(out.room(), from.remaining()));
    if (count > 0) {
      out.put(from, count);
      changed();
      notifyOther();
    }
    return count;
  }

  // The system takes the bytes; only then the answer comes that nobody wants them.
  private int writeToNobody(ByteBuffer from) {
    int count = from.remaining();
    from.position(from.limit());
    resetByPeer();
    return count;
  }

  private void notifyOther() {
    if (other != null) {
      other.changed();
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    checkOpen();
    throwFailure();
    out.finish();
    notifyOther();
  }

  @Override
  public void close() {
    checkOpen();
    if (in.size() > 0) {
      reset();
      return;
    }
    out.finish();
    markClosed();
    notifyOther();
  }

  @Override
  public void reset() {
    checkOpen();
    markClosed();
    if (other != null) {
      other.resetByPeer();
    }
  }

  @Override
  void discard() {
    reset();
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
      throw new UnsupportedOperationException("no such option in memory: " + option.name());
    }
    return option;
  }

  @Override
  public String toString() {
    return host() + " -> " + peer();
  }
}
