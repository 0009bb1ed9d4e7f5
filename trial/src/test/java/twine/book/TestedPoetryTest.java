package twine.book;

import static org.assertj.core.api.Assertions.assertThat;
import static twine.trial.Assertions.assertFailure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import twine.defer.Deferred;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpPort;
import twine.net.error.ConnectionRefusedException;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.task.Protocols;
import twine.trial.SetUp;
import twine.trial.TearDown;
import twine.trial.Trial;

/** Part 15's tests of a client, which run here as a user's own would: found by the build. */
@Tag("P15.5")
final class TestedPoetryTest {
  private static final byte[] POEM =
      "This is a test.\nThis is only a test.".getBytes(StandardCharsets.UTF_8);

  private final Reactor reactor;
  private @Nullable TcpPort port;

  TestedPoetryTest(Reactor reactor) {
    this.reactor = reactor;
  }

  private static final class PoetryProtocol extends Protocol {
    @Override
    public void connectionMade() {
      transport().write(ByteBuffer.wrap(POEM));
      transport().loseConnection();
    }
  }

  @SetUp
  void serve() {
    port = reactor.listenTcp(0, Factory.of(PoetryProtocol::new), ListenOptions.LOOPBACK);
  }

  @TearDown
  Deferred<?> close() {
    return open().stopListening();
  }

  private TcpPort open() {
    return Objects.requireNonNull(port);
  }

  private Deferred<byte[]> getPoetry(int number) {
    return Protocols.readAll(reactor, "127.0.0.1", number);
  }

  @Trial
  Deferred<?> theWholePoemArrives() {
    return getPoetry(open().getHost().port()).onResult(poem -> assertThat(poem).isEqualTo(POEM));
  }

  @Trial
  @Tag("P15.3")
  Deferred<?> aPortWhereNobodyListensIsAFailure() {
    return assertFailure(getPoetry(1), ConnectionRefusedException.class);
  }
}
