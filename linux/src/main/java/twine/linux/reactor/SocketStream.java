package twine.linux.reactor;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import twine.linux.call.Errno;
import twine.net.TcpAddress;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;

/**
 * The socket of a connection.
 *
 * <p>A poller that can tell of input {@linkplain Poller#ONCE only once} does so: a read that fills
 * less than its buffer has emptied the input, and what arrives after it is told of anew. Whenever
 * there may be more, the poller is asked to tell it again. So the reactor, as ever, is told until
 * all was read.
 */
final class SocketStream extends Watched implements StreamIo {
  private static final TcpAddress UNKNOWN = new TcpAddress("0.0.0.0", 0);
  private static final int SHUT_WR = 1;

  private @Nullable TcpAddress host;
  private @Nullable TcpAddress peer;
  private boolean emptied; // by the last read

  /** One whose addresses are known as far as they are given. */
  SocketStream(
      LinuxDriver driver, int descriptor, @Nullable TcpAddress host, @Nullable TcpAddress peer) {
    super(driver, descriptor);
    this.host = host;
    this.peer = peer;
  }

  @Override
  public void interest(int ops) {
    // There may be room left over after a write, so of room it has to hear at each wait.
    waitFor(ops == Ready.READ ? Ready.READ | Poller.ONCE : ops);
  }

  @Override
  void tell(int ops) {
    emptied = false;
    super.tell(ops);
    if ((!emptied || (ops & Poller.ENDED) != 0) && (interest() & Poller.ONCE) != 0) {
      tellAgain();
    }
  }

  @Override
  public boolean finishConnect() throws IOException {
    int failure = driver.options.get(descriptor, SocketOptions.SO_ERROR);
    if (failure != 0) {
      throw Failures.of(failure);
    }
    peer = driver.addresses.ofPeer(descriptor);
    return peer != null;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int most = into.remaining();
    if (most == 0) {
      return 0;
    }
    long address = driver.input.addressOf(into);
    if (address == 0) {
      return readStaged(into);
    }
    int position = into.position();
    int count = receive(address + position, most);
    emptied = count < most;
    if (count > 0) {
      into.position(position + count);
    }
    return count;
  }

  private int readStaged(ByteBuffer into) throws IOException {
    ByteBuffer stage = driver.input.stage(into.remaining());
    int count = read(stage);
    into.put(stage.flip());
    return count;
  }

  private int receive(long address, int most) throws IOException {
    while (true) {
      int count = driver.calls.receive(descriptor, address, most);
      if (count > 0) {
        return count;
      }
      switch (-count) {
        case 0 -> {
          return -1;
        }
        case Errno.EAGAIN -> {
          return 0;
        }
        case Errno.EINTR -> {} // again
        case Errno.ECONNRESET -> throw new SocketException("Connection reset"); // as the JDK says
        default -> throw Failures.of(-count);
      }
    }
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    long address = driver.output.addressOf(from);
    if (address == 0) {
      return writeStaged(from);
    }
    int position = from.position();
    int count = send(address + position, from.remaining());
    from.position(position + count);
    return count;
  }

  private int writeStaged(ByteBuffer from) throws IOException {
    int total = 0;
    while (from.hasRemaining()) {
      int position = from.position();
      ByteBuffer stage = driver.output.stage(from.remaining());
      stage.put(0, from, position, stage.limit());
      int count = write(stage);
      from.position(position + count);
      total += count;
      if (stage.hasRemaining()) {
        break;
      }
    }
    return total;
  }

  private int send(long address, int length) throws IOException {
    while (true) {
      int count = driver.calls.send(descriptor, address, length);
      if (count >= 0) {
        return count;
      }
      if (count == -Errno.EAGAIN) {
        return 0;
      }
      if (count != -Errno.EINTR) {
        throw Failures.of(-count);
      }
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    Failures.check(driver.calls.shutdown(descriptor, SHUT_WR));
  }

  @Override
  public void close() {
    host(); // both are still asked for when it is over
    peer();
    closeDescriptor();
  }

  @Override
  public void reset() {
    try {
      driver.options.set(descriptor, SocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // the peer has closed it already
    }
    close();
  }

  @Override
  void dispose() {
    close();
  }

  @Override
  public TcpAddress host() {
    if (host == null) {
      host = driver.table.has(this) ? driver.addresses.ofSocket(descriptor) : null;
    }
    return host == null ? UNKNOWN : host;
  }

  @Override
  public TcpAddress peer() {
    if (peer == null) {
      peer = driver.table.has(this) ? driver.addresses.ofPeer(descriptor) : null;
    }
    return peer == null ? UNKNOWN : peer;
  }

  @Override
  public <T> T getOption(SocketOption<T> option) throws IOException {
    return driver.options.get(descriptor, option);
  }

  @Override
  public <T> void setOption(SocketOption<T> option, T value) throws IOException {
    driver.options.set(descriptor, option, value);
  }

  @Override
  public String toString() {
    return "the connection with " + peer();
  }
}
