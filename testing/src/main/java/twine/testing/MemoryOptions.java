package twine.testing;

/**
 * What the world of a {@link MemoryDriver} is like.
 *
 * @param seed from which all chance comes: the program's random numbers, the order in which things
 *     of the same moment happen, and the cuts of {@code randomChunks}
 * @param bufferSize how many bytes a connection holds in each direction before its writer has to
 *     wait
 * @param maxChunk how many bytes one read or one write moves at most
 * @param randomChunks whether each read and write moves a random part of what it could, at least
 *     one byte
 * @param maxSockets how many sockets may be open at once; a further one fails with "Too many open
 *     files"
 * @param startNanos what the clock shows at the start; it may be near the end of what a long can
 *     hold, as {@link System#nanoTime} may be
 */
public record MemoryOptions(
    long seed,
    int bufferSize,
    int maxChunk,
    boolean randomChunks,
    int maxSockets,
    long startNanos) {

  /** Seed 0, buffers of 64 KiB, whole reads and writes, any number of sockets. */
  public static final MemoryOptions DEFAULT =
      new MemoryOptions(0, 64 * 1024, Integer.MAX_VALUE, false, Integer.MAX_VALUE, 0);

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public MemoryOptions {
    checkPositive("buffer size", bufferSize);
    checkPositive("largest chunk", maxChunk);
    checkPositive("number of sockets", maxSockets);
  }

  private static void checkPositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("the " + what + " must be positive, not " + value);
    }
  }

  /** The same with another seed. */
  public MemoryOptions withSeed(long seed) {
    return new MemoryOptions(seed, bufferSize, maxChunk, randomChunks, maxSockets, startNanos);
  }

  /** The same with other buffers. */
  public MemoryOptions withBufferSize(int bufferSize) {
    return new MemoryOptions(seed, bufferSize, maxChunk, randomChunks, maxSockets, startNanos);
  }

  /** The same with reads and writes of at most {@code maxChunk} bytes. */
  public MemoryOptions withMaxChunk(int maxChunk) {
    return new MemoryOptions(seed, bufferSize, maxChunk, randomChunks, maxSockets, startNanos);
  }

  /** The same with reads and writes cut at random, or not. */
  public MemoryOptions withRandomChunks(boolean randomChunks) {
    return new MemoryOptions(seed, bufferSize, maxChunk, randomChunks, maxSockets, startNanos);
  }

  /** The same with at most {@code maxSockets} open sockets. */
  public MemoryOptions withMaxSockets(int maxSockets) {
    return new MemoryOptions(seed, bufferSize, maxChunk, randomChunks, maxSockets, startNanos);
  }

  /** The same with a clock that starts at {@code startNanos}. */
  public MemoryOptions withStartNanos(long startNanos) {
    return new MemoryOptions(seed, bufferSize, maxChunk, randomChunks, maxSockets, startNanos);
  }
}
