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
  private boolean inPoem;
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
    part(poem);
    endPoem();
  }

  /** Prints a part of a poem, of which more may follow. */
  public void part(byte[] part) {
    if (!inPoem) {
      separate();
      inPoem = true;
    }
    if (part.length > 0) {
      out.write(part, 0, part.length);
      out.flush();
      lineIsOpen = part[part.length - 1] != LINE_END;
    }
  }

  /** The poem of which parts were printed is over. Does nothing if there were none. */
  public void endPoem() {
    afterPoem |= inPoem;
    inPoem = false;
  }

  /** Whether something could not be printed: nobody listens any more, or the disk is full. */
  public boolean failed() {
    return out.checkError();
  }

  /** Prints a line of the program's own. */
  public void line(String line) {
    endPoem();
    separate();
    out.println(line);
    out.flush();
  }

  private void separate() {
    if (lineIsOpen) {
      out.write(LINE_END);
    }
    if (afterPoem) {
      out.write(LINE_END);
    }
    afterPoem = false;
    lineIsOpen = false;
  }
}
