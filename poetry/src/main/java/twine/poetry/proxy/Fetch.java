package twine.poetry.proxy;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.loop.DelayedCall;
import twine.net.TcpAddress;
import twine.poetry.download.Download;
import twine.reactor.Reactor;

/**
 * Getting a poem from a server that may do anything. If it exceeds a limit, the download is
 * cancelled, just as when nobody wants the poem any more; but the failure says which limit it was.
 */
final class Fetch {
  private final TcpAddress server;
  private final Limits limits;
  private final Deferred<byte[]> poem;
  private final DelayedCall silence;

  private long size;
  private @Nullable IOException exceeded;

  private Fetch(Reactor reactor, TcpAddress server, Limits limits) {
    this.server = server;
    this.limits = limits;
    poem = Download.getPoetry(reactor, server, this::got);
    silence = reactor.callLater(limits.patience(), this::tooSilent);
  }

  /**
   * Gets a poem.
   *
   * @return fires with the complete poem, or fails if the server cannot be reached, dies or exceeds
   *     a limit; cancelling it disconnects
   */
  static Deferred<byte[]> poem(Reactor reactor, TcpAddress server, Limits limits) {
    return new Fetch(reactor, server, limits).outcome();
  }

  private Deferred<byte[]> outcome() {
    return poem.onBoth(this::stopClock)
        .addErrback(
            CancelledException.class,
            cancelled -> {
              throw exceeded == null ? cancelled : exceeded;
            });
  }

  private void got(int bytes) {
    size += bytes;
    if (size > limits.maxSize()) {
      giveUp(new PoemTooLongException(server, limits.maxSize()));
    } else {
      silence.reset(limits.patience());
    }
  }

  private void tooSilent() {
    giveUp(new ServerSilentException(server, limits.patience()));
  }

  private void giveUp(IOException why) {
    exceeded = why;
    poem.cancel();
  }

  private void stopClock() {
    if (silence.active()) {
      silence.cancel();
    }
  }
}
