package twine.poetry.get;

import java.io.IOException;
import twine.net.TcpAddress;

/** Where poems go. */
interface Destination {

  /** Takes a poem; called in the order in which poems were asked for. */
  void poem(TcpAddress server, byte[] poem) throws IOException;
}
