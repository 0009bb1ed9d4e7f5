package tickets;

import java.nio.file.Path;
import twine.app.log.Log;
import twine.app.log.LogFile;
import twine.app.log.LogFormat;
import twine.app.log.Rotation;
import twine.app.service.Service;
import twine.defer.Deferred;

/** Has everything that is logged written to a second file, for machines. */
final class JsonLog extends Service {
  private final Path file;
  private LogFile log;

  JsonLog(Path file) {
    this.file = file;
  }

  @Override
  public void startService() throws Exception {
    super.startService();
    log = LogFile.open(file, LogFormat.json(), new Rotation(10_000_000, 5));
    Log.addObserver(log);
  }

  @Override
  public Deferred<?> stopService() {
    if (log != null) {
      Log.removeObserver(log);
      log.close();
    }
    return super.stopService();
  }
}
