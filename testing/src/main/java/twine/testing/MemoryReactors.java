package twine.testing;

import twine.reactor.Reactor;
import twine.reactor.spi.KernelReactor;

/**
 * Makes reactors whose network is in memory and whose time is virtual. They are real ones, built on
 * the kernel that all reactors are built on; only the world under them is a {@link MemoryDriver}.
 */
public final class MemoryReactors {

  private MemoryReactors() {}

  /** A reactor in the world of {@link MemoryOptions#DEFAULT}. */
  public static Reactor create() {
    return create(MemoryOptions.DEFAULT);
  }

  /** A reactor that takes all its chance from {@code seed}. */
  public static Reactor create(long seed) {
    return create(MemoryOptions.DEFAULT.withSeed(seed));
  }

  /** A reactor in a world of the given kind. */
  public static Reactor create(MemoryOptions options) {
    return new KernelReactor(new MemoryDriver(options));
  }
}
