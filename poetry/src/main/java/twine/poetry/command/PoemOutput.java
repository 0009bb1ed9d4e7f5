package twine.poetry.command;

import java.io.PrintStream;

/**
 * Where a client prints its poems: byte for byte as they came, whatever their encoding, with an
 * empty line between a poem and what follows. After the last one nothing is added, so that one poem
 * can be redirected to a file and is the same file.
 */
public final class PoemOutput {
  private static final byte LINE_END = '\n';

  private final PrintStream out;
  private boolean afterPoem;
  private boolean lineIsOpen;

  /** Prints to {@code out}. */
  public PoemOutput(PrintStream out) {
    this.out = out;
  }

  /** Prints to standard output. */
  public static PoemOutput standard() {
    return new PoemOutput(System.out);
  }

  /** Prints a poem. */
  public void poem(byte[] poem) {
    separate();
    out.write(poem, 0, poem.length);
    out.flush();
    afterPoem = true;
    lineIsOpen = poem.length > 0 && poem[poem.length - 1] != LINE_END;
  }

  /** Whether something could not be printed: nobody listens any more, or the disk is full. */
  public boolean failed() {
    return out.checkError();
  }

  /** Prints a line of the program's own. */
  public void line(String line) {
    separate();
    out.println(line);
    out.flush();
    afterPoem = false;
    lineIsOpen = false;
  }

  private void separate() {
    if (lineIsOpen) {
      out.write(LINE_END);
    }
    if (afterPoem) {
      out.write(LINE_END);
    }
  }
}
