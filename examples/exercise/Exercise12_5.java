// Part 12, exercise 5: a synchronous client for a transform server.
//
// Watch that it needs nothing of the engine: what it writes and reads is all that the two have to
// agree on. It waits in read, and so must not be on the reactor's thread, where the server is.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;
import module twine.protocols;

final Reactor reactor = Reactors.installed();

/** Sends a request and waits for the answer; null if the server hangs up without one. */
String transform(int port, String name, String poem) throws IOException {
  byte[] request = (name + "." + poem).getBytes(UTF_8);
  try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
    OutputStream out = socket.getOutputStream();
    out.write((request.length + ":").getBytes(UTF_8));
    out.write(request);
    out.write(',');
    return readNetstring(socket.getInputStream());
  }
}

String readNetstring(InputStream in) throws IOException {
  int length = 0;
  int next;
  while ((next = in.read()) != ':') {
    if (next < 0) {
      return null;
    }
    length = length * 10 + Character.digit(next, 10);
  }
  byte[] string = in.readNBytes(length);
  if (string.length < length || in.read() != ',') {
    throw new EOFException("the answer is cut short");
  }
  return new String(string, UTF_8);
}

void main() {
  TcpPort port = reactor.listenTcp(0, Factory.of(TransformProtocol::new), ListenOptions.LOOPBACK);
  reactor.deferToThread(() -> ask(port.getHost().port())).onBoth(reactor::stop);
  reactor.run();
}

Void ask(int port) throws IOException {
  IO.println("cummingsify: " + transform(port, "cummingsify", "This POEM is short."));
  IO.println("hashCode: " + transform(port, "hashCode", "This POEM is short."));
  return null;
}

/** The server, as far as it is needed here. */
static final class TransformProtocol extends NetstringReceiver {
  @Override
  protected void stringReceived(ByteBuffer string) {
    String[] request = UTF_8.decode(string).toString().split("\\.", 2);
    if (request[0].equals("cummingsify")) {
      sendString(UTF_8.encode(request[1].toLowerCase(Locale.ROOT)));
    }
    transport().loseConnection();
  }
}
