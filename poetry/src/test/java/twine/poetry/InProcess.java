package twine.poetry;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * Runs a program in this process, for what needs no process of its own: help pages, and command
 * lines that are not understood.
 */
final class InProcess {
  private InProcess() {}

  static synchronized Ended run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var output = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true));
    System.setErr(new PrintStream(errors, true));
    try {
      int status = Poetry.run(arguments);
      return new Ended(status, output.toByteArray(), errors.toByteArray());
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
