package twine.poetry.part2;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import twine.net.TcpAddress;
import twine.poetry.command.ListenAt;
import twine.poetry.command.Pace;
import twine.poetry.command.PoemFile;
import twine.poetry.command.Program;
import twine.poetry.command.ServedPoems;
import twine.poetry.command.Serving;
import twine.poetry.command.UntilSignal;
import twine.poetry.command.Usage;

/**
 * Part 2: the slow poetry server.
 *
 * <p>Watch where it blocks: in {@code accept}, in {@code write} and in {@code sleep}. While it
 * sends to one client, it does nothing else, so all other clients wait.
 */
public final class SlowServer implements Program {
  private final ListenAt at = new ListenAt();
  private final Pace pace = new Pace();
  private final ServedPoems served = ServedPoems.one();

  @Override
  public Usage usage() {
    return new Usage(
        "Serves a poem, a few bytes at a time, to one client after the other: a client "
            + "that comes while another is served waits for its turn. Ends by Ctrl-C.",
        at,
        pace,
        served);
  }

  @Override
  public int run() throws IOException, InterruptedException {
    PoemFile file = served.read().getFirst();
    try (ServerSocket listener = listen();
        var _ = UntilSignal.open()) {
      var here = TcpAddress.of((InetSocketAddress) listener.getLocalSocketAddress());
      Serving.say(file.name(), here);
      while (true) {
        serve(listener.accept(), file.poem());
      }
    }
  }

  private ServerSocket listen() throws IOException {
    var listener = new ServerSocket();
    try {
      listener.bind(at.socketAddress());
      return listener;
    } catch (IOException e) {
      listener.close();
      throw new IOException(
          "Couldn't listen on " + at.iface() + ":" + at.port() + ": " + e.getMessage(), e);
    }
  }

  private void serve(Socket client, ByteBuffer poem) throws InterruptedException {
    try (client) {
      var somebody = TcpAddress.of((InetSocketAddress) client.getRemoteSocketAddress());
      System.out.println("Somebody at " + somebody + " wants poetry!");
      sendPoetry(client, poem);
      sayGoodbye(client);
    } catch (IOException _) {
      // Whoever it was has lost interest, and the next one waits already.
    }
  }

  private void sendPoetry(Socket client, ByteBuffer poem) throws IOException, InterruptedException {
    while (poem.hasRemaining()) {
      byte[] some = new byte[Math.min(pace.numBytes(), poem.remaining())];
      poem.get(some);
      System.out.println("Sending " + some.length + " bytes");
      client.getOutputStream().write(some);
      Thread.sleep(pace.delay());
    }
  }

  /**
   * Says that there is no more, and takes what the client has said. A socket that is closed with
   * bytes unread resets the connection, and the end of the poem might be lost with it: a web
   * client, for one, sends a request that this server has no use for.
   */
  private static void sayGoodbye(Socket client) throws IOException {
    client.shutdownOutput();
    InputStream said = client.getInputStream();
    while (said.available() > 0) {
      said.skipNBytes(said.available());
    }
  }
}
