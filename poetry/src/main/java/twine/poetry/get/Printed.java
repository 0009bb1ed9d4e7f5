package twine.poetry.get;

import twine.net.TcpAddress;
import twine.poetry.command.PoemOutput;

/** Poems go to standard output. */
final class Printed implements Destination {
  private final PoemOutput out = PoemOutput.standard();

  @Override
  public void poem(TcpAddress server, byte[] poem) {
    out.poem(poem);
  }
}
