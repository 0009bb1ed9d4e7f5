// Part 14, exercise 2: a cached poem that is too old is fetched again.
//
// Watch that nothing has to happen when a poem becomes too old: no call later, no timer that has to
// be cancelled. Its age is looked at when somebody asks for it. (Two hours are two seconds here.)

import module twine.core;

final Reactor reactor = Reactors.installed();

static final class ProxyService {
  private static final Duration TOO_OLD = Duration.ofSeconds(2);

  private final Timers timers;
  private final Supplier<Deferred<String>> server;
  private String poem;
  private long fetched;

  ProxyService(Timers timers, Supplier<Deferred<String>> server) {
    this.timers = timers;
    this.server = server;
  }

  Deferred<String> getPoem() {
    if (poem == null) {
      IO.println("Fetching poem from server.");
    } else if (age().compareTo(TOO_OLD) > 0) {
      IO.println("The cached poem is too old. Fetching poem from server.");
    } else {
      IO.println("Using cached poem.");
      return Deferred.succeed(poem);
    }
    return server.get().onResult(this::keep);
  }

  private Duration age() {
    return Duration.ofNanos(timers.nanoTime() - fetched);
  }

  private void keep(String now) {
    poem = now;
    fetched = timers.nanoTime();
  }
}

/** A server whose poet goes on writing. */
Deferred<String> server() {
  return Tasks.deferLater(reactor, Duration.ofMillis(500), () -> "edition " + edition++);
}

int edition = 1;

void main() {
  var proxy = new ProxyService(reactor, this::server);
  for (long second : List.of(0L, 1L, 2L, 3L, 4L)) {
    reactor.callLater(
        Duration.ofSeconds(second),
        () -> proxy.getPoem().onResult(poem -> IO.println("  got: " + poem)));
  }
  reactor.callLater(Duration.ofSeconds(5), reactor::stop);
  reactor.run();
}
