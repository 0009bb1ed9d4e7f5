package twine.benchmarks.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Blocking sockets, with a virtual thread for each connection. */
final class VirtualThreadServer {
  /** A buffer for each connection, so a small one. */
  private static final int BUFFER_SIZE = 4096;

  private static final byte[] RESPONSES = Content.bytes(Content.responses());
  private static final byte[] POEM = Content.bytes(Content.poem());
  private static final byte[] CHUNK = Content.bytes(Content.chunk());

  private VirtualThreadServer() {}

  private static void acceptAll(ServerSocket listener, Work work) {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.startVirtualThread(() -> serve(socket, work));
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot accept", e);
    }
  }

  private static void serve(Socket connection, Work work) {
    try (Socket socket = connection) {
      switch (work) {
        case REQUESTS -> answer(socket);
        case POEM -> socket.getOutputStream().write(POEM);
        case STREAM -> stream(socket.getOutputStream());
        case SLOW -> giveSlowly(socket.getOutputStream());
      }
    } catch (IOException e) {
      // The client has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    InputStream in = socket.getInputStream();
    OutputStream out = socket.getOutputStream();
    byte[] input = new byte[BUFFER_SIZE];
    ByteBuffer view = ByteBuffer.wrap(input);
    RequestScanner scanner = new RequestScanner();
    for (int length; (length = in.read(input)) >= 0; ) {
      int requests = scanner.count(view.limit(length));
      if (requests > 0) {
        out.write(RESPONSES, 0, requests * Content.RESPONSE_SIZE);
      }
    }
  }

  private static void stream(OutputStream out) throws IOException {
    for (int i = 0; i < Content.CHUNKS; i++) {
      out.write(CHUNK);
    }
  }

  private static void giveSlowly(OutputStream out) throws IOException, InterruptedException {
    for (int at = 0; ; at = (at + Content.PORTION) % Content.POEM_SIZE) {
      out.write(POEM, at, Content.PORTION);
      Thread.sleep(Content.DELAY_MILLIS);
    }
  }

  /** Runs the server. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Work work = Work.of(args);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket listener = new ServerSocket(Work.port(args), Content.BACKLOG, loopback)) {
      // A virtual thread, too: the connections' need not take turns with one of the system's.
      Thread.ofVirtual().start(() -> acceptAll(listener, work)).join();
    }
  }
}
