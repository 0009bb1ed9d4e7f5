package twine.poetry.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.function.IntConsumer;
import twine.net.TcpAddress;

/** Getting one poem as the blocking client of Part 2 does, with somebody looking on. */
final class BlockingDownload {
  private BlockingDownload() {}

  /**
   * Downloads a poem and waits until it is complete.
   *
   * @param progress told how many bytes each portion has that arrives
   */
  static byte[] getPoetry(TcpAddress server, IntConsumer progress) throws IOException {
    try (var socket = new Socket(server.host(), server.port())) {
      InputStream in = socket.getInputStream();
      var poem = new ByteArrayOutputStream();
      byte[] some = new byte[1024];
      int bytes;
      while ((bytes = in.read(some)) >= 0) {
        poem.write(some, 0, bytes);
        progress.accept(bytes);
      }
      return poem.toByteArray();
    }
  }
}
