// Hands out numbers, as a script: it runs until its terminal ends it, and then has forgotten them.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;
import module twine.protocols;

static final Map<String, Long> given = new HashMap<>();

static final class Clerk extends LineReceiver {
  Clerk() {
    setDelimiter((byte) '\n');
  }

  @Override
  protected void lineReceived(ByteBuffer line) {
    String kind = UTF_8.decode(line).toString();
    long number = given.merge(kind, 1L, Long::sum);
    sendLine((kind + " " + number).getBytes(UTF_8));
  }
}

void main(String... arguments) {
  int port = Integer.parseInt(arguments[0]);
  Reactor reactor = Reactors.installed();
  reactor.listenTcp(port, Factory.of(Clerk::new), ListenOptions.LOOPBACK);
  System.out.println("Serving tickets on " + port + ".");
  reactor.run();
}
