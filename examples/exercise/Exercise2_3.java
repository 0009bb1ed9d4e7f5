// Part 2, exercise 3: getPoetry for the asynchronous client.
//
// Watch that getPoetry returns at once, and nothing: when it returns, there is no poem yet. So it
// is
// told whom to call with the poem. The loop, which knows when there is one, belongs to everybody.

import static java.nio.charset.StandardCharsets.UTF_8;

int waiting = 0;

/** Asks a server for its poem. When it is complete, the callback is called with it. */
void getPoetry(Selector selector, int port, Consumer<String> callback) throws IOException {
  var socket = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  socket.configureBlocking(false);
  socket.register(selector, SelectionKey.OP_READ, new Download(socket, callback));
  waiting++;
}

/** A poem that has come as far as it has. */
final class Download {
  private final ByteArrayOutputStream poem = new ByteArrayOutputStream();
  private final ByteBuffer some = ByteBuffer.allocate(1_024);
  private final SocketChannel socket;
  private final Consumer<String> callback;

  Download(SocketChannel socket, Consumer<String> callback) {
    this.socket = socket;
    this.callback = callback;
  }

  void read() throws IOException {
    int bytes;
    while ((bytes = socket.read(some.clear())) > 0) {
      poem.write(some.array(), 0, bytes);
    }
    if (bytes < 0) {
      socket.close();
      waiting--;
      callback.accept(poem.toString(UTF_8));
    }
  }
}

void main() throws IOException {
  try (Selector selector = Selector.open()) {
    getPoetry(selector, serve("This poem is slow.", 200), IO::println);
    getPoetry(selector, serve("This poem is short.", 0), IO::println);
    IO.println("Both are asked for.");
    while (waiting > 0) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        ((Download) key.attachment()).read();
      }
      selector.selectedKeys().clear();
    }
  }
}

/** Serves a poem once, in a thread that blocks, and takes so long over it. Gives the port. */
int serve(String poem, long millis) throws IOException {
  var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  Thread.startVirtualThread(() -> {
    try (listener;
        Socket client = listener.accept()) {
      Thread.sleep(millis);
      client.getOutputStream().write(poem.getBytes(UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  });
  return listener.getLocalPort();
}
