package twine.app.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twine.coroutine.Coroutine.await;

import org.junit.jupiter.api.Tag;
import twine.app.service.Application;
import twine.app.service.ServiceStartException;
import twine.defer.Deferred;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.error.CannotListenException;
import twine.reactor.Reactor;
import twine.trial.SetUp;
import twine.trial.TearDown;
import twine.trial.Trial;

/** A server in an application, over real sockets. */
@Tag("P16.3")
final class TcpServerTest {
  private final Reactor reactor;
  private final Application application = new Application("poems");

  TcpServerTest(Reactor reactor) {
    this.reactor = reactor;
  }

  @SetUp
  void give() {
    application.setReactor(reactor);
  }

  @TearDown
  Deferred<?> stop() {
    return application.stopService();
  }

  @Trial
  void itListensFromThePrivilegedStartOn() throws Exception {
    var server = TcpServer.on("127.0.0.1", 0, Factory.of(Quiet::new));
    server.setServiceParent(application);
    application.privilegedStartService();
    assertThat(reactor.pending().ports()).hasSize(1);
    int port = server.getHost().port();
    application.startService();
    assertThat(server.getHost().port()).isEqualTo(port);
    assertThat(reactor.pending().ports()).hasSize(1);
    await(application.stopService());
    assertThat(reactor.pending().ports()).isEmpty();
    assertThatThrownBy(server::getHost)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("TcpServer on 127.0.0.1:0 does not listen");
  }

  @Trial
  void aPortInUseIsSaidWithTheNameOfTheServer() {
    var first = TcpServer.on("127.0.0.1", 0, Factory.of(Quiet::new));
    first.setServiceParent(application);
    application.startService();
    var second = TcpServer.on("127.0.0.1", first.getHost().port(), Factory.of(Quiet::new));
    assertThatThrownBy(() -> second.setServiceParent(application))
        .isInstanceOf(ServiceStartException.class)
        .hasMessageStartingWith("poems/TcpServer on 127.0.0.1:")
        .hasCauseInstanceOf(CannotListenException.class);
    assertThat(application).containsExactly(first);
  }

  private static final class Quiet extends Protocol {}
}
