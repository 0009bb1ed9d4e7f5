package twine.poetry.part12;

import java.time.Duration;
import twine.defer.Deferred;
import twine.loop.Timers;
import twine.task.Tasks;

/**
 * Part 12, exercise 4: a service that takes its time, as one would that has to ask others.
 *
 * <p>Watch that nothing else of the server had to change, because a service gives Deferreds anyway,
 * and that a poem which nobody waits for any more is not transformed at all.
 */
final class SlowTransforms implements Transforms {
  private final Timers timers;
  private final Duration delay;
  private final Transforms service;

  /**
   * Makes a slow service out of a quick one.
   *
   * @param timers what waits
   * @param delay how long each poem takes
   */
  SlowTransforms(Timers timers, Duration delay, Transforms service) {
    this.timers = timers;
    this.delay = delay;
    this.service = service;
  }

  @Override
  public Deferred<byte[]> transform(String name, byte[] poem) {
    return Tasks.deferLater(timers, delay, () -> name)
        .addAsyncCallback(wanted -> service.transform(wanted, poem));
  }
}
