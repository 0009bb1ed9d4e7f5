package twine.poetry.get;

import java.io.IOException;
import twine.net.TcpAddress;
import twine.poetry.command.PoemOutput;

/** Poems go to standard output. */
final class Printed implements Destination {
  private final PoemOutput out = PoemOutput.standard();

  @Override
  public void poem(TcpAddress server, byte[] poem) throws IOException {
    out.poem(poem);
    if (out.failed()) {
      throw new IOException("The poem from " + server + " could not be printed");
    }
  }
}
