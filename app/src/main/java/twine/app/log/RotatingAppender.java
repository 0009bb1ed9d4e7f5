package twine.app.log;

import ch.qos.logback.core.recovery.RecoveryListener;
import ch.qos.logback.core.recovery.ResilientFileOutputStream;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Logback's appender, which can also be reopened, and tells its troubles once. */
final class RotatingAppender extends RollingFileAppender<LogEvent> {
  private final Path file;

  /** Standard error may become the log itself, and its lock must not be taken with ours held. */
  private final PrintStream terminal = System.err;

  private boolean troubled; // guarded by the lock of the stream

  RotatingAppender(Path file, NumberedFiles policy) {
    this.file = file;
    setTriggeringPolicy(policy); // which is the rolling policy as well
  }

  /** The new file is opened before the old one is closed. */
  void reopen() throws IOException {
    openFile(file.toString());
  }

  @Override
  public void openFile(String name) throws IOException {
    streamWriteLock.lock();
    try {
      super.openFile(name);
      if (getOutputStream() instanceof ResilientFileOutputStream stream) {
        stream.addRecoveryListener(new Recovery());
      }
    } finally {
      streamWriteLock.unlock();
    }
  }

  /** A rotation may have left no stream at all, where there is no room for a new file. */
  @Override
  protected void writeOut(LogEvent event) throws IOException {
    streamWriteLock.lock();
    try {
      if (getOutputStream() != null || opensAgain()) {
        super.writeOut(event);
      }
    } finally {
      streamWriteLock.unlock();
    }
  }

  private boolean opensAgain() {
    try {
      openFile(file.toString());
      recovered();
      return true;
    } catch (IOException e) {
      failed(e);
      return false;
    }
  }

  private void failed(IOException reason) {
    if (!troubled) {
      troubled = true;
      terminal.println(
          "The log cannot be written, and what is logged is lost until it can be: " + reason);
    }
  }

  private void recovered() {
    if (troubled) {
      troubled = false;
      terminal.println("The log " + file + " is written again.");
    }
  }

  private final class Recovery implements RecoveryListener {
    @Override
    public void newFailure(IOException reason) {
      failed(reason);
    }

    @Override
    public void recoveryOccured() {
      recovered();
    }
  }
}
