// Part 14, exercise 3: one request for all who wait.
//
// Watch three clients ask at once and the server be asked once. When that fails it fails for all of
// them, and the next client has it tried again. (twine.defer.Shared does this, and more.)

import module twine.core;

final Reactor reactor = Reactors.installed();

/** The three states: no poem, no poem but waiters, a poem. */
static final class ProxyService {
  private final Supplier<Deferred<String>> server;
  private final List<Deferred<String>> waiters = new ArrayList<>();
  private String poem;

  ProxyService(Supplier<Deferred<String>> server) {
    this.server = server;
  }

  Deferred<String> getPoem() {
    if (poem != null) {
      IO.println("Using cached poem.");
      return Deferred.succeed(poem);
    }
    var waiter = new Deferred<String>();
    waiters.add(waiter);
    if (waiters.size() == 1) {
      IO.println("Fetching poem from server.");
      server.get().onResult(this::setPoem).handle(this::poemFailed);
    }
    return waiter;
  }

  private void setPoem(String fetched) {
    poem = fetched;
    takeWaiters().forEach(waiter -> waiter.callback(fetched));
  }

  private void poemFailed(Failure failure) {
    takeWaiters().forEach(waiter -> waiter.errback(failure));
  }

  /** Whoever asks while these are being told is none of them. */
  private List<Deferred<String>> takeWaiters() {
    List<Deferred<String>> all = List.copyOf(waiters);
    waiters.clear();
    return all;
  }
}

/** A server that is down the first time. */
final class Server implements Supplier<Deferred<String>> {
  private int requests = 0;

  @Override
  public Deferred<String> get() {
    requests++;
    var d = new Deferred<String>();
    Runnable answer =
        requests == 1
            ? () -> d.errback(new Exception("The server is down."))
            : () -> d.callback("Once upon a midnight dreary");
    reactor.callLater(Duration.ofSeconds(1), answer);
    return d;
  }
}

void main() {
  var proxy = new ProxyService(new Server());
  for (long second : List.of(0L, 0L, 0L, 2L, 2L, 4L)) {
    reactor.callLater(Duration.ofSeconds(second), () -> print(proxy.getPoem()));
  }
  reactor.callLater(Duration.ofSeconds(5), reactor::stop);
  reactor.run();
}

void print(Deferred<String> poem) {
  poem.onResult(text -> IO.println("got: " + text))
      .handle(failure -> IO.println("failed: " + failure.getErrorMessage()));
}
