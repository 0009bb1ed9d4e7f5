package twine.poetry.get;

import java.util.function.IntConsumer;
import twine.defer.Deferred;
import twine.net.TcpAddress;
import twine.reactor.ReactorTcp;

/** How a poem travels, and so how one is downloaded. */
interface Way {

  /**
   * Downloads a poem.
   *
   * @param progress told how many bytes each portion has that arrives
   * @return fires with the complete poem, or fails; cancelling it disconnects
   */
  Deferred<byte[]> getPoetry(ReactorTcp reactor, TcpAddress server, IntConsumer progress);
}
