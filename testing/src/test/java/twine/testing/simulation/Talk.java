package twine.testing.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.Bytes;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.Transport;
import twine.reactor.Reactor;

/** One end of a conversation, as tests hold it. */
final class Talk extends Protocol {
  private final Reactor reactor;

  final Deferred<Talk> made = new Deferred<>();
  final Deferred<Throwable> lost = new Deferred<>();
  final StringBuilder received = new StringBuilder();
  final List<Duration> arrivals = new ArrayList<>();

  Talk(Reactor reactor) {
    this.reactor = reactor;
  }

  /** Serves on a host; gives the end that the next client talks to. */
  static Deferred<Talk> serve(Host host, int port) {
    var accepted = new Deferred<Talk>();
    host.start(reactor ->
        reactor.listenTcp(
            port,
            Factory.of(() -> {
              var end = new Talk(reactor);
              if (!accepted.hasFired()) {
                end.made.onResult(accepted::callback);
              }
              return end;
            })));
    return accepted;
  }

  /** Serves what comes back to the sender at once. */
  static void echo(Host host, int port) {
    host.start(reactor -> reactor.listenTcp(port, Factory.of(Echo::new)));
  }

  private static final class Echo extends Protocol {
    @Override
    public void dataReceived(ByteBuffer data) {
      transport().write(data);
    }
  }

  /** Connects from one host to another. The end's {@code made} fails if that fails. */
  static Talk connect(Host from, String to, int port) {
    var end = new Talk(from.reactor());
    from.reactor()
        .connectTcp(
            to,
            port,
            new ClientFactory(() -> end) {
              @Override
              public void clientConnectionFailed(Connector connector, Failure reason) {
                end.made.errback(reason);
              }
            });
    return end;
  }

  void say(String text) {
    transport().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  Transport cable() {
    return transport();
  }

  @Override
  public void connectionMade() {
    made.callback(this);
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    received.append(Bytes.utf8(data));
    arrivals.add(Duration.ofNanos(reactor.nanoTime()));
  }

  @Override
  public void connectionLost(Failure reason) {
    lost.callback(reason.value());
  }
}
