// Part 6, exercise 3: when does a failure to connect arrive?
//
// Watch getPoetry return first. Whoever calls it need not think of an errback that comes before the
// call is over.

import module twine.core;

final Reactor reactor = Reactors.installed();

void getPoetry(String host, int port, Runnable errback) {
  reactor.connectTcp(
      host,
      port,
      new ClientFactory(Nobody::new) {
        @Override
        public void clientConnectionFailed(Connector connector, Failure reason) {
          IO.println("clientConnectionFailed: " + reason.getErrorMessage());
          errback.run();
        }
      });
}

static final class Nobody extends Protocol {}

void main() {
  reactor.callWhenRunning(() -> {
    IO.println("Calling getPoetry.");
    getPoetry("127.0.0.1", 1, reactor::stop); // where nobody listens
    IO.println("getPoetry has returned.");
  });
  reactor.run();
}
