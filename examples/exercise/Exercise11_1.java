// Part 11, exercise 1: an asynchronous server without a framework.
//
// Watch the hurried reader be done while the idle one, who came first, has not read a word. A write
// takes what the socket takes; the rest is for when the selector says that it takes more.

import static java.nio.charset.StandardCharsets.UTF_8;

static final int READERS = 2;
static final byte[] POEM = "This poem is long.\n".repeat(1_000_000).getBytes(UTF_8);

void main() throws Exception {
  try (Selector selector = Selector.open();
      ServerSocketChannel listener = ServerSocketChannel.open()) {
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    int port = listener.socket().getLocalPort();
    var readers = new FutureTask<>(() -> read(port));
    Thread.startVirtualThread(readers);
    serve(selector);
    readers.get();
  }
}

void serve(Selector selector) throws IOException {
  int served = 0;
  while (served < READERS) {
    selector.select();
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isAcceptable()) {
        accept(key);
      } else if (write(key)) {
        served++;
      }
    }
    selector.selectedKeys().clear();
  }
}

void accept(SelectionKey key) throws IOException {
  SocketChannel client = ((ServerSocketChannel) key.channel()).accept();
  if (client != null) {
    client.configureBlocking(false);
    client.register(key.selector(), SelectionKey.OP_WRITE, ByteBuffer.wrap(POEM));
  }
}

/** Writes what the client takes now, and tells whether that was the end. */
boolean write(SelectionKey key) throws IOException {
  var client = (SocketChannel) key.channel();
  var rest = (ByteBuffer) key.attachment();
  client.write(rest);
  if (rest.hasRemaining()) {
    return false;
  }
  client.close();
  return true;
}

Void read(int port) throws IOException {
  try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), port);
      Socket hurried = new Socket(InetAddress.getLoopbackAddress(), port)) {
    IO.println("the hurried reader got " + hurried.getInputStream().readAllBytes().length);
    IO.println("the idle reader got " + idle.getInputStream().readAllBytes().length);
  }
  return null;
}
