package twine.app.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;

/** A service that tells what it is asked to do, and does as the test likes. */
class Probe extends Service {
  /** What its stop returns; fired already unless a test puts another one here. */
  Deferred<?> stopped = Deferred.<@Nullable Void>succeed(null);

  @Nullable Exception refusal;
  Runnable inStart = () -> {};

  private final List<String> events;

  Probe(@Nullable String name, List<String> events) {
    if (name != null) {
      setName(name);
    }
    this.events = events;
  }

  @Override
  public void privilegedStartService() {
    events.add("prepare " + this);
  }

  @Override
  public void startService() throws Exception {
    super.startService();
    events.add("start " + this);
    inStart.run();
    if (refusal != null) {
      throw refusal;
    }
  }

  @Override
  public Deferred<?> stopService() {
    super.stopService();
    events.add("stop " + this);
    return stopped;
  }
}
