package twine.reactor.spi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A driver in the real world: the machine's clock, chance, names, threads and signals. */
public abstract class SystemDriver implements Driver {
  private final String name;
  private final Thread.Builder workers = Thread.ofVirtual().name("twine-worker-", 0);
  private @Nullable RandomGenerator random;

  /** One of the kind with that name. */
  protected SystemDriver(String name) {
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public final RandomGenerator random() {
    if (random == null) {
      random = new SplittableRandom();
    }
    return random;
  }

  @Override
  public final List<InetAddress> lookup(String host) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(host));
  }

  @Override
  public final void startWorker(Runnable work) {
    workers.start(work);
  }

  @Override
  public final boolean stopsOnSignals() {
    return true;
  }
}
