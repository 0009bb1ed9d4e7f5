// Two fast poetry servers in one application (Part 16, exercise 1):
//
//   bin/twined --java poetry/services/TwoPoems.java
//
// Watch that each poem has a MultiService of its own. All that belongs to one of them can be found,
// stopped or taken out together, and the other is none the wiser.

import module twine.app;
import module twine.core;

static final class PoetryService extends Service {
  private final Path file;
  private byte[] poem = {};

  PoetryService(Path file) {
    this.file = file;
  }

  @Override
  public void startService() throws Exception {
    super.startService();
    poem = Files.readAllBytes(file);
    Log.msg("loaded a poem from: " + file);
  }
}

static final class PoetryProtocol extends Protocol {
  private final PoetryService service;

  PoetryProtocol(PoetryService service) {
    this.service = service;
  }

  @Override
  public void connectionMade() {
    int length = service.poem.length;
    Log.msg("sending %d bytes of poetry to %s".formatted(length, transport().getPeer()));
    transport().write(service.poem);
    transport().loseConnection();
  }
}

MultiService poetry(String file, int port) {
  var poetry = new PoetryService(Path.of(file));
  var server = TcpServer.on("localhost", port, Factory.of(() -> new PoetryProtocol(poetry)));
  var both = new MultiService(file);
  both.addService(poetry);
  both.addService(server);
  return both;
}

Application application() {
  var application = new Application("twopoems");
  application.addService(poetry("poetry/ecstasy.txt", 10000));
  application.addService(poetry("poetry/fascination.txt", 10001));
  return application;
}

void main() {
  // A file of this kind must have a main; there is nothing to do in it.
}
