package twine.poetry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port where nobody listens, and nobody else can begin to until this is closed. */
final class ClosedPort implements AutoCloseable {
  private final Socket socket = new Socket();

  ClosedPort() throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  String port() {
    return Integer.toString(socket.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
