package twine.poetry;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import twine.net.TcpAddress;

/** A server whose every step is the test's. */
final class StagedServer implements AutoCloseable {
  private final ServerSocket listener;

  private StagedServer(ServerSocket listener) {
    this.listener = listener;
  }

  /** Listens on a free port of this machine. */
  static StagedServer listen() throws IOException {
    var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Started.PATIENCE_SECONDS));
    return new StagedServer(listener);
  }

  /** Whether somebody could listen on a port of this machine. */
  static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  TcpAddress address() {
    return TcpAddress.of((InetSocketAddress) listener.getLocalSocketAddress());
  }

  String port() {
    return Integer.toString(listener.getLocalPort());
  }

  /** Waits for a client. */
  Client accept() throws IOException {
    return new Client(listener.accept());
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /** A client, as its server sees it. */
  static final class Client {
    private final Socket socket;

    private Client(Socket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Started.PATIENCE_SECONDS));
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    /** Closes the connection cleanly: the end of a poem, as far as a client can tell. */
    void hangUp() throws IOException {
      socket.close();
    }

    /** Waits for so many bytes; who has read all that came hangs up without a reset. */
    void read(int bytes) throws IOException {
      int got = socket.getInputStream().readNBytes(bytes).length;
      if (got < bytes) {
        throw new EOFException("the client sent " + got + " bytes of " + bytes);
      }
    }

    /** Ends the poem, and waits until the client has taken notice. */
    void finish() throws IOException {
      socket.shutdownOutput();
      awaitHangUp();
    }

    /** Breaks the connection, as a server that dies may do. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Waits until the client has hung up, and closes. */
    void awaitHangUp() throws IOException {
      try (socket) {
        while (socket.getInputStream().read() >= 0) {}
      } catch (SocketException _) {
        // It hung up with a reset.
      }
    }
  }
}
