package twine.defer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged under {@code twine.defer}, kept off the console. */
final class CapturedLog extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("twine.defer");
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<LogRecord> arrived = new LinkedBlockingQueue<>();

  CapturedLog() {
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
  }

  @Override
  public void publish(LogRecord record) {
    records.add(record);
    arrived.add(record);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }

  /** Collects garbage until something has been logged; gives the first, which stays in the log. */
  LogRecord awaitOne() throws InterruptedException {
    for (int i = 0; records.isEmpty() && i < 600; i++) {
      System.gc();
      LogRecord record = arrived.poll(50, TimeUnit.MILLISECONDS);
      if (record != null) {
        return record;
      }
    }
    return records.getFirst();
  }

  /** The exceptions' messages, in order. */
  List<String> messages() {
    return records.stream().map(record -> record.getThrown().getMessage()).toList();
  }
}
