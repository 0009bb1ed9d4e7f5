package twine.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectableChannel;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import twine.reactor.ListenOptions;
import twine.reactor.spi.Driver;
import twine.reactor.spi.ListenerIo;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;
import twine.reactor.spi.WatchIo;

/** A memory driver of which a test changes a part. */
class DelegatingDriver implements Driver {
  private final MemoryDriver memory = new MemoryDriver(MemoryOptions.DEFAULT);

  final MemoryDriver memory() {
    return memory;
  }

  @Override
  public String name() {
    return memory.name();
  }

  @Override
  public long nanoTime() {
    return memory.nanoTime();
  }

  @Override
  public RandomGenerator random() {
    return memory.random();
  }

  @Override
  public void await(long timeoutNanos) {
    memory.await(timeoutNanos);
  }

  @Override
  public void wakeup() {
    memory.wakeup();
  }

  @Override
  public ListenerIo listen(InetSocketAddress local, ListenOptions options) throws IOException {
    return memory.listen(local, options);
  }

  @Override
  public StreamIo connect(InetSocketAddress remote, @Nullable InetSocketAddress local)
      throws IOException {
    return memory.connect(remote, local);
  }

  @Override
  public WatchIo watch(SelectableChannel channel, Ready ready) {
    return memory.watch(channel, ready);
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    return memory.lookup(host);
  }

  @Override
  public void startWorker(Runnable work) {
    memory.startWorker(work);
  }

  @Override
  public boolean stopsOnSignals() {
    return memory.stopsOnSignals();
  }

  @Override
  public void close() {
    memory.close();
  }
}
