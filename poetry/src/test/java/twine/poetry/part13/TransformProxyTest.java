package twine.poetry.part13;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static twine.trial.Assertions.assertFailure;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.Transport;
import twine.net.error.ConnectFailedException;
import twine.testing.simulation.Host;
import twine.testing.simulation.Simulation;
import twine.trial.Simulated;
import twine.trial.TearDown;

/**
 * The proxy of a transform server that does what the test says, in virtual time, and with a few
 * seeds, which cut the bytes differently.
 */
@Tag("P13.4")
@Tag("P15.6")
final class TransformProxyTest {
  private static final int SEEDS = 10;
  private static final int PORT = 10_000;
  private static final byte[] POEM = "MY POEM".getBytes(UTF_8);
  private static final String REQUEST = "13:shout.MY POEM,";

  private final List<String> events = new ArrayList<>();
  private final Simulation sim;
  private final Host client;
  private final Host server;
  private TcpAddress address = new TcpAddress("server", PORT);
  private Consumer<Transport> answer = _ -> {};

  TransformProxyTest(Simulation sim) {
    this.sim = sim;
    sim.faults().shortReadsAndWrites(0.5);
    server = sim.host("server").start(reactor -> reactor.listenTcp(PORT, Factory.of(Server::new)));
    client = sim.host("client");
  }

  @TearDown
  void nothingIsLeft() {
    sim.run();
    assertThat(client.open()).isEmpty();
    assertThat(server.open()).containsExactly("listening on 0.0.0.0:" + PORT);
  }

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

  private Deferred<byte[]> ask() {
    return new TransformProxy(client.reactor(), address).xform("shout", POEM);
  }

  private String poem() throws Exception {
    return new String(sim.await(ask()), UTF_8);
  }

  private <E extends Exception> E failure(Class<E> type) throws Exception {
    return sim.await(assertFailure(ask(), type));
  }

  private void assertNoPoem(String why) throws Exception {
    assertThat(failure(NoTransformedPoemException.class))
        .hasMessage("No transformed poem from " + address + ": " + why);
  }

  private static void write(Transport transport, String text) {
    transport.write(text.getBytes(UTF_8));
  }

  @Simulated(seeds = SEEDS)
  void thePoemComesBackAndTheConnectionIsClosed() throws Exception {
    answer = transport -> write(transport, "8:my poem!,");
    assertThat(poem()).isEqualTo("my poem!");
    sim.run();
    assertThat(events).containsExactly("the server lost its client after " + REQUEST);
  }

  @Simulated(seeds = SEEDS)
  void anEmptyPoemIsAPoem() throws Exception {
    answer = transport -> write(transport, "0:,");
    assertThat(poem()).isEmpty();
  }

  @Simulated(seeds = SEEDS)
  void whatFollowsTheAnswerIsIgnored() throws Exception {
    answer = transport -> write(transport, "1:a,1:b,nonsense");
    assertThat(poem()).isEqualTo("a");
  }

  @Simulated(seeds = SEEDS)
  void aConnectionThatIsClosedBeforeTheAnswerIsAFailure() throws Exception {
    answer = Transport::loseConnection;
    assertNoPoem("it closed the connection without an answer");
  }

  @Simulated(seeds = SEEDS)
  void aConnectionThatIsClosedInTheMiddleOfTheAnswerIsAFailure() throws Exception {
    answer =
        transport -> {
          write(transport, "100:half of it");
          transport.loseConnection();
        };
    assertNoPoem("it closed the connection in the middle of its answer");
  }

  @Simulated(seeds = SEEDS)
  void aConnectionThatBreaksBeforeTheAnswerIsAFailure() throws Exception {
    answer = Transport::abortConnection;
    assertThat(failure(NoTransformedPoemException.class))
        .hasMessageStartingWith("No transformed poem from " + address + ": ")
        .hasMessageNotContaining("it closed");
  }

  @Simulated(seeds = SEEDS)
  void anAnswerThatIsNoNetstringIsAFailureAndEndsTheConnection() throws Exception {
    answer = transport -> write(transport, "my poem!");
    assertThat(failure(NoTransformedPoemException.class))
        .hasMessageContaining(": a netstring does not begin with a length and a colon");
    sim.run();
    assertThat(events).hasSize(1);
  }

  @Simulated(seeds = SEEDS)
  void anAnswerThatIsTooLongIsAFailureAsSoonAsItSaysSo() throws Exception {
    answer = transport -> write(transport, "1000000000000000000:");
    assertThat(failure(NoTransformedPoemException.class))
        .hasMessageContaining(": a netstring is longer than the 16777216 bytes allowed");
    sim.run();
    assertThat(events).hasSize(1);
  }

  @Simulated(seeds = SEEDS)
  void aServerThatCannotBeReachedIsAFailureThatNamesIt() throws Exception {
    address = new TcpAddress("server", 1);
    assertThat(failure(ConnectFailedException.class)).hasMessageContaining("server:1");
  }

  @Simulated(seeds = SEEDS)
  void cancellingInTheMiddleDropsTheConnection() throws Exception {
    Deferred<byte[]> poem = ask();
    answer =
        transport -> {
          write(transport, "100:half of it");
          client.reactor().callLater(Duration.ofSeconds(1), poem::cancel);
        };
    sim.await(assertFailure(poem, CancelledException.class));
    sim.run();
    assertThat(events).containsExactly("the server lost its client after " + REQUEST);
  }

  @Simulated(seeds = SEEDS)
  void cancellingAtOnceMeansThatNobodyIsAsked() throws Exception {
    Deferred<byte[]> poem = ask();
    poem.cancel();
    sim.await(assertFailure(poem, CancelledException.class));
    sim.run();
    assertThat(events).doesNotContain("the server lost its client after " + REQUEST);
  }

  @Simulated(seeds = SEEDS)
  void aNameWithADotIsRefusedAtOnce() {
    var proxy = new TransformProxy(client.reactor(), address);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxy.xform("shout.louder", POEM))
        .withMessageContaining("shout.louder");
  }
}
