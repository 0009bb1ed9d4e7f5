package twine.poetry.part13;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.defer.Outcome;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.net.Transport;
import twine.net.error.ConnectFailedException;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.testing.MemoryOptions;
import twine.testing.MemoryReactors;

/** The proxy of a transform server that does what the test says, in memory. */
@Tag("P13.4")
final class TransformProxyTest {
  private static final byte[] POEM = "MY POEM".getBytes(UTF_8);
  private static final String REQUEST = "13:shout.MY POEM,";

  private final Reactor reactor =
      MemoryReactors.create(MemoryOptions.DEFAULT.withRandomChunks(true).withSeed(13));
  private final List<String> events = new ArrayList<>();
  private Consumer<Transport> answer = _ -> {};
  private TcpAddress address;

  /** Acts when it has heard the whole request. */
  private final class Server extends Protocol {
    private final StringBuilder heard = new StringBuilder();

    @Override
    public void dataReceived(ByteBuffer data) {
      heard.append(UTF_8.decode(data));
      if (heard.toString().equals(REQUEST)) {
        answer.accept(transport());
      }
    }

    @Override
    public void connectionLost(Failure reason) {
      events.add("the server lost its client after " + heard);
    }
  }

  @BeforeEach
  void listen() {
    TcpPort port = reactor.listenTcp(0, Factory.of(Server::new), ListenOptions.LOOPBACK);
    address = port.getHost();
  }

  private String poem() {
    return switch (ask()) {
      case Outcome.Success<byte[]>(byte[] poem) -> new String(poem, UTF_8);
      case Outcome.Failed<byte[]>(Failure failure) -> throw new AssertionError(failure.value());
    };
  }

  private Throwable failure() {
    return failure(new TransformProxy(reactor, address).xform("shout", POEM));
  }

  private Throwable failure(Deferred<byte[]> d) {
    return switch (run(d)) {
      case Outcome.Success<byte[]>(byte[] poem) ->
          throw new AssertionError(new String(poem, UTF_8));
      case Outcome.Failed<byte[]>(Failure failure) -> failure.value();
    };
  }

  private void assertNoPoem(String why) {
    assertThat(failure())
        .isInstanceOf(NoTransformedPoemException.class)
        .hasMessage("No transformed poem from " + address + ": " + why);
  }

  private Outcome<byte[]> ask() {
    return run(new TransformProxy(reactor, address).xform("shout", POEM));
  }

  /** Runs for a virtual minute, in which it must fire, and only once. */
  private Outcome<byte[]> run(Deferred<byte[]> d) {
    List<Outcome<byte[]>> outcomes = new ArrayList<>();
    d.onBoth(outcomes::add).handle(_ -> {});
    reactor.callLater(Duration.ofMinutes(1), reactor::stop);
    reactor.run();
    assertThat(outcomes).hasSize(1);
    return outcomes.getFirst();
  }

  private static void write(Transport transport, String text) {
    transport.write(text.getBytes(UTF_8));
  }

  @Test
  void thePoemComesBackAndTheConnectionIsClosed() {
    answer = transport -> write(transport, "8:my poem!,");
    assertThat(poem()).isEqualTo("my poem!");
    assertThat(events).containsExactly("the server lost its client after " + REQUEST);
  }

  @Test
  void anEmptyPoemIsAPoem() {
    answer = transport -> write(transport, "0:,");
    assertThat(poem()).isEmpty();
  }

  @Test
  void whatFollowsTheAnswerIsIgnored() {
    answer = transport -> write(transport, "1:a,1:b,nonsense");
    assertThat(poem()).isEqualTo("a");
  }

  @Test
  void aConnectionThatIsClosedBeforeTheAnswerIsAFailure() {
    answer = Transport::loseConnection;
    assertNoPoem("it closed the connection without an answer");
  }

  @Test
  void aConnectionThatIsClosedInTheMiddleOfTheAnswerIsAFailure() {
    answer =
        transport -> {
          write(transport, "100:half of it");
          transport.loseConnection();
        };
    assertNoPoem("it closed the connection in the middle of its answer");
  }

  @Test
  void aConnectionThatBreaksBeforeTheAnswerIsAFailure() {
    answer = Transport::abortConnection;
    assertThat(failure())
        .isInstanceOf(NoTransformedPoemException.class)
        .hasMessageStartingWith("No transformed poem from " + address + ": ")
        .hasMessageNotContaining("it closed");
  }

  @Test
  void anAnswerThatIsNoNetstringIsAFailureAndEndsTheConnection() {
    answer = transport -> write(transport, "my poem!");
    assertThat(failure())
        .isInstanceOf(NoTransformedPoemException.class)
        .hasMessageContaining(": a netstring does not begin with a length and a colon");
    assertThat(events).hasSize(1);
  }

  @Test
  void anAnswerThatIsTooLongIsAFailureAsSoonAsItSaysSo() {
    answer = transport -> write(transport, "1000000000000000000:");
    assertThat(failure())
        .isInstanceOf(NoTransformedPoemException.class)
        .hasMessageContaining(": a netstring is longer than the 16777216 bytes allowed");
    assertThat(events).hasSize(1);
  }

  @Test
  void aServerThatCannotBeReachedIsAFailureThatNamesIt() {
    address = new TcpAddress("127.0.0.1", 1);
    assertThat(failure())
        .isInstanceOf(ConnectFailedException.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  @Test
  void cancellingInTheMiddleDropsTheConnection() {
    Deferred<byte[]> poem = new TransformProxy(reactor, address).xform("shout", POEM);
    answer =
        transport -> {
          write(transport, "100:half of it");
          reactor.callLater(Duration.ofSeconds(1), poem::cancel);
        };
    assertThat(failure(poem)).isInstanceOf(CancelledException.class);
    assertThat(events).containsExactly("the server lost its client after " + REQUEST);
  }

  @Test
  void cancellingAtOnceMeansThatNobodyIsAsked() {
    Deferred<byte[]> poem = new TransformProxy(reactor, address).xform("shout", POEM);
    poem.cancel();
    assertThat(failure(poem)).isInstanceOf(CancelledException.class);
    assertThat(events).doesNotContain("the server lost its client after " + REQUEST);
  }

  @Test
  void aNameWithADotIsRefusedAtOnce() {
    var proxy = new TransformProxy(reactor, address);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxy.xform("shout.louder", POEM))
        .withMessageContaining("shout.louder");
  }
}
