// A fast poetry server as an application file (Part 16):
//
//   bin/twined --java poetry/services/FastPoetry.java
//
// It says which poem is served where. Run by itself it starts nothing: that is what twined is for.

import module twine.app;
import module twine.core;

// configuration parameters
final int port = 10000;
final String iface = "localhost";
final Path poetryFile = Path.of("poetry/ecstasy.txt");

static final class PoetryProtocol extends Protocol {
  private final PoetryService service;

  PoetryProtocol(PoetryService service) {
    this.service = service;
  }

  @Override
  public void connectionMade() {
    byte[] poem = service.poem();
    Log.msg("sending %d bytes of poetry to %s".formatted(poem.length, transport().getPeer()));
    transport().write(poem);
    transport().loseConnection();
  }
}

static final class PoetryFactory extends Factory {
  private final PoetryService service;

  PoetryFactory(PoetryService service) {
    this.service = service;
  }

  @Override
  public Protocol buildProtocol(Address address) {
    return new PoetryProtocol(service);
  }
}

/** Loads the poem, and has it for whoever wants to serve it, by whatever protocol. */
static final class PoetryService extends Service {
  private final Path poetryFile;
  private byte[] poem = {};

  PoetryService(Path poetryFile) {
    this.poetryFile = poetryFile;
  }

  @Override
  public void startService() throws Exception {
    super.startService();
    poem = Files.readAllBytes(poetryFile);
    Log.msg("loaded a poem from: " + poetryFile);
  }

  byte[] poem() {
    return poem;
  }
}

Application application() {
  // this will hold the services that combine to form the poetry server
  var topService = new MultiService();

  // the poetry service holds the poem. it will load the poem when it is started
  var poetryService = new PoetryService(poetryFile);
  poetryService.setServiceParent(topService);

  // the tcp service connects the factory to a listening socket. it will create the listening socket
  // when it is started
  var factory = new PoetryFactory(poetryService);
  var tcpService = TcpServer.on(iface, port, factory);
  tcpService.setServiceParent(topService);

  // this method has to be named 'application'
  var application = new Application("fastpoetry");

  // this hooks the collection we made to the application
  topService.setServiceParent(application);
  return application;
}

void main() {
  // A file of this kind must have a main; there is nothing to do in it.
}
