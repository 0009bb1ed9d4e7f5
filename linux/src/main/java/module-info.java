/**
 * Reactors on Linux's own calls, and the calls of POSIX that a daemon needs.
 *
 * @provides twine.reactor.ReactorProvider the reactors on epoll, poll and select
 */
module twine.linux {
  requires transitive twine.core;
  requires static org.jspecify;

  exports twine.linux.posix;

  provides twine.reactor.ReactorProvider with
      twine.linux.reactor.EpollReactorProvider,
      twine.linux.reactor.PollReactorProvider,
      twine.linux.reactor.SelectReactorProvider;
}
