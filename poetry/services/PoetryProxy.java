// A poetry proxy as an application file (Part 16, exercise 2):
//
//   bin/poetry fast-server --port 10001 poetry/ecstasy.txt
//   bin/twined --java poetry/services/PoetryProxy.java
//
// Watch that the proxy is a service of its own, which fetches the poem when somebody wants it, once
// for all who wait, and keeps it. It takes the reactor from the tree that it is in.

import module twine.app;
import module twine.core;

// configuration parameters
final int port = 10000;
final String iface = "localhost";
final TcpAddress origin = new TcpAddress("localhost", 10001);

static final class ProxyService extends Service {
  private final TcpAddress origin;
  private final Shared<byte[]> poem;

  ProxyService(TcpAddress origin) {
    this.origin = origin;
    this.poem = new Shared<>(this::fetch);
  }

  private Deferred<byte[]> fetch() {
    Log.msg("Fetching poem from server.");
    return Protocols.readAll(reactor(), origin.host(), origin.port());
  }

  Deferred<byte[]> getPoem() {
    if (poem.isKept()) {
      Log.msg("Using cached poem.");
    }
    return poem.get();
  }
}

static final class ProxyProtocol extends Protocol {
  private final ProxyService service;
  private Deferred<?> poem;

  ProxyProtocol(ProxyService service) {
    this.service = service;
  }

  @Override
  public void connectionMade() {
    poem =
        service
            .getPoem()
            .onResult(transport()::write)
            .handle(this::sayWhy)
            .onBoth(transport()::loseConnection);
  }

  private void sayWhy(Failure failure) {
    if (failure.check(CancelledException.class) == null) {
      Log.msg("Poem failed: " + failure.getErrorMessage());
    }
  }

  @Override
  public void connectionLost(Failure reason) {
    poem.cancel();
  }
}

Application application() {
  var application = new Application("poetry-proxy");
  var proxy = new ProxyService(origin);
  proxy.setServiceParent(application);
  var server = TcpServer.on(iface, port, Factory.of(() -> new ProxyProtocol(proxy)));
  server.setServiceParent(application);
  return application;
}

void main() {
  // A file of this kind must have a main; there is nothing to do in it.
}
