package twine.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import twine.app.log.Log;

/** What becomes of standard output and standard error in a daemon, which has no terminal. */
final class StandardStreams {
  private StandardStreams() {}

  /**
   * Lets go of the terminal. What the program prints from now on goes to the log, line by line, as
   * in Twisted.
   */
  static void toLog() throws IOException {
    PrintStream out = System.out;
    PrintStream errors = System.err;
    System.setOut(new PrintStream(new Lines(), true, UTF_8));
    System.setErr(new PrintStream(new Lines(), true, UTF_8));
    // The JDK puts /dev/null where these were, so nothing else takes their numbers.
    out.close();
    errors.close();
    System.in.close();
  }

  /** Logs each line once it is complete. Print streams call it under a lock of their own. */
  private static final class Lines extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      if (b == '\n') {
        String complete = line.toString(UTF_8);
        line.reset();
        Log.msg(complete);
      } else if (b != '\r') {
        line.write(b);
      }
    }
  }
}
