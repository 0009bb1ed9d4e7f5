package twine.poetry.proxy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.defer.Shared;
import twine.loop.Timers;

/**
 * A poem that is fetched when somebody wants it, once for all who want it at the same time, and
 * kept for a while.
 *
 * <p>Watch how little is left of the three states of exercise 14.3: they are those of {@link
 * Shared}, and so is the counting of those who wait.
 */
final class PoemCache {
  private final Supplier<Deferred<byte[]>> source;
  private final ProxyLog log;
  private final Shared<ByteBuffer> poem;

  /**
   * Makes an empty cache.
   *
   * @param source fetches the poem; cancelling its Deferred gives the download up
   * @param expiry how long the poem is kept, from when it came
   */
  PoemCache(Supplier<Deferred<byte[]>> source, Timers timers, Duration expiry, ProxyLog log) {
    this.source = source;
    this.log = log;
    this.poem = new Shared<>(this::fetch, timers, expiry);
  }

  /**
   * Gives the poem, now or later. Cancelling says that this one client has gone; the last to go
   * takes the download with it.
   *
   * @return fires with the poem, whose bytes are everybody's: read a duplicate of it
   */
  Deferred<ByteBuffer> getPoem() {
    if (poem.isKept()) {
      log.say("Using cached poem.");
    }
    return poem.get();
  }

  private Deferred<ByteBuffer> fetch() {
    log.say("Fetching poem from server.");
    return source
        .get()
        .addCallback(bytes -> ByteBuffer.wrap(bytes).asReadOnlyBuffer())
        .onFailure(this::tell);
  }

  /** Once, however many wait. */
  private void tell(Failure failure) {
    if (failure.check(CancelledException.class) != null) {
      log.say("Canceling poem download.");
    } else {
      log.complain("Poem failed: " + failure.getErrorMessage());
    }
  }
}
