package twine.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import twine.defer.Deferred;
import twine.net.error.ConnectTimedOutException;
import twine.net.error.ConnectionDoneException;
import twine.net.error.ConnectionLostException;
import twine.net.error.ConnectionRefusedException;
import twine.net.error.DnsLookupException;

/** What goes wrong when it is told to. */
@Timeout(20)
final class FaultsTest {
  private static final int PORT = 10_000;
  private static final int MANY = 200;

  private final Simulation sim = new Simulation(7);
  private final Host server = sim.host("server");
  private final Host client = sim.host("client");

  @AfterEach
  void close() {
    sim.close();
  }

  private static Duration seconds(long count) {
    return Duration.ofSeconds(count);
  }

  private Talk talk() throws Exception {
    return sim.await(Talk.connect(client, "server", PORT).made);
  }

  private List<Talk> talks() {
    List<Talk> ends =
        Stream.generate(() -> Talk.connect(client, "server", PORT)).limit(MANY).toList();
    sim.runFor(seconds(300));
    return ends;
  }

  private static long failed(List<Talk> ends) {
    return ends.stream().filter(end -> isFailure(end.made)).count();
  }

  private static boolean isFailure(Deferred<?> deferred) {
    boolean[] failed = {false};
    deferred.handle(failure -> failed[0] = true);
    return failed[0];
  }

  @Test
  void aPartitionHoldsBytesBackUntilItHeals() throws Exception {
    Talk.echo(server, PORT);
    Talk end = talk();
    sim.faults().partition(client, server);
    end.say("hello");
    sim.runFor(seconds(60));
    assertThat(end.received).isEmpty();
    assertThat(end.lost.hasFired()).isFalse();
    sim.faults().heal(client, server);
    sim.runFor(seconds(120));
    assertThat(end.received).hasToString("hello");
  }

  @Test
  void aPartitionThatLastsIsNoticedByWhoeverSends() throws Exception {
    Deferred<Talk> accepted = Talk.serve(server, PORT);
    Talk end = talk();
    Talk silent = sim.await(accepted);
    sim.faults().partition(client, server);
    end.say("hello");
    assertThat(sim.await(end.lost)).isInstanceOf(ConnectionLostException.class);
    assertThat(sim.now()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(20));
    assertThat(silent.lost.hasFired()).as("half open: it has nothing to send").isFalse();
  }

  @Test
  void aPartitionCanBeginAndEndByItself() throws Exception {
    Talk.echo(server, PORT);
    sim.faults().partition(client, server, Duration.ZERO, seconds(2));
    assertThat(talk().connected()).isTrue();
    assertThat(sim.now()).isBetween(seconds(2), seconds(5));
  }

  @Test
  void whatIsCutInOneDirectionWorksInTheOther() throws Exception {
    Deferred<Talk> accepted = Talk.serve(server, PORT);
    Talk end = talk();
    Talk other = sim.await(accepted);
    sim.faults().cut(client, server);
    end.say("lost");
    other.say("arrives");
    sim.runFor(seconds(1));
    assertThat(end.received).hasToString("arrives");
    assertThat(other.received).isEmpty();
  }

  @Test
  void whoAcceptsAConnectionThatItsClientNeverHearsOfIsTold() throws Exception {
    Deferred<Talk> accepted = Talk.serve(server, PORT);
    sim.faults().cut(server, client);
    assertThatThrownBy(this::talk).isInstanceOf(ConnectTimedOutException.class);
    Talk other = sim.await(accepted);
    assertThat(sim.await(other.lost)).isInstanceOf(ConnectionLostException.class);
    assertThat(sim.now()).isLessThan(Duration.ofMinutes(5));
  }

  @Test
  void anIsolatedHostIsNotReachedAndDoesNotRefuse() {
    sim.faults().isolate(server);
    assertThatThrownBy(() -> talk()).isInstanceOf(ConnectTimedOutException.class);
    sim.faults().rejoin(server);
    assertThatThrownBy(() -> talk()).isInstanceOf(ConnectionRefusedException.class);
  }

  @Test
  void aConnectionIsResetByTheNetwork() throws Exception {
    Deferred<Talk> accepted = Talk.serve(server, PORT);
    Talk end = talk();
    Talk other = sim.await(accepted);
    sim.faults().resets(1);
    end.say("hello");
    assertThat(sim.await(end.lost)).isInstanceOf(ConnectionLostException.class);
    assertThat(sim.await(other.lost)).isInstanceOf(ConnectionLostException.class);
    assertThat(other.received).isEmpty();
  }

  @Test
  void someAttemptsAreRefused() {
    Talk.echo(server, PORT);
    sim.faults().refuses(0.3);
    assertThat(failed(talks())).isBetween(MANY / 6L, MANY / 2L);
  }

  @Test
  void lostPacketsOnlyTakeLonger() throws Exception {
    Talk.echo(server, PORT);
    sim.faults().losses(0.05);
    assertThat(failed(talks())).isZero();
    Talk end = talk();
    String text = "0123456789".repeat(1_000);
    for (int i = 0; i < text.length(); i += 10) {
      end.say(text.substring(i, i + 10));
    }
    sim.runFor(Duration.ofHours(1));
    assertThat(end.received).hasToString(text);
  }

  @Test
  void shortReadsAndWritesLoseNothing() throws Exception {
    Talk.echo(server, PORT);
    sim.faults().shortReadsAndWrites(0.9);
    List<String> packets = new ArrayList<>();
    Talk end = talk();
    sim.trace(packets::add);
    String text = "0123456789".repeat(1_000);
    end.say(text);
    sim.runFor(seconds(100));
    assertThat(end.received).hasToString(text);
    assertThat(packets).hasSizeGreaterThan(5);
  }

  @Test
  void aPeerThatCrashedIsNoticedOnlyBySending() throws Exception {
    Talk.echo(server, PORT);
    Talk end = talk();
    server.crash();
    sim.runFor(Duration.ofDays(1));
    assertThat(end.lost.hasFired()).isFalse();
    end.say("are you there?");
    assertThat(sim.await(end.lost)).isInstanceOf(ConnectionLostException.class);
  }

  @Test
  void aRestartedPeerKnowsNothingOfItsConnections() throws Exception {
    Talk.echo(server, PORT);
    Talk end = talk();
    sim.faults().crash(server, seconds(1)).restart(server, seconds(10));
    sim.runFor(seconds(11));
    assertThat(end.lost.hasFired()).isFalse();
    end.say("do you remember?");
    assertThat(sim.await(end.lost)).isInstanceOf(ConnectionLostException.class);
    assertThat(sim.now()).isLessThan(seconds(12));
    assertThat(talk().connected()).as("its program has started again").isTrue();
  }

  /** One that has so much to say that it waits for room, to a reader that does not read. */
  private Talk blockedWriter(Deferred<Talk> accepted) throws Exception {
    Talk end = talk();
    sim.await(accepted).cable().pauseProducing();
    end.say("x".repeat(2 * Link.DEFAULT.buffer()));
    sim.runFor(seconds(1));
    return end;
  }

  @Test
  void aWriterThatWaitsForRoomFindsOutThatItsReaderHasGone() throws Exception {
    Deferred<Talk> accepted = Talk.serve(server, PORT);
    Talk end = blockedWriter(accepted);
    sim.faults().partition(client, server);
    sim.await(accepted).cable().abortConnection();
    sim.runFor(seconds(10));
    assertThat(end.lost.hasFired()).as("the reset was lost").isFalse();
    sim.faults().heal(client, server);
    assertThat(sim.await(end.lost)).isInstanceOf(ConnectionLostException.class);
    assertThat(sim.now()).isLessThan(seconds(40));
  }

  @Test
  void aWriterThatWaitsForRoomGivesUpWhenNobodyAnswers() throws Exception {
    Talk end = blockedWriter(Talk.serve(server, PORT));
    server.crash();
    assertThat(sim.await(end.lost)).isInstanceOf(ConnectionLostException.class);
    assertThat(sim.now()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(20));
  }

  @Test
  void aReactorThatStopsClosesItsConnectionsProperly() throws Exception {
    Talk.echo(server, PORT);
    Talk end = talk();
    server.reactor().callLater(seconds(1), server.reactor()::stop);
    assertThat(sim.await(end.lost)).isInstanceOf(ConnectionDoneException.class);
    assertThat(server.isUp()).isFalse();
  }

  @Test
  void namesCanBecomeUnknownAndComeBack() throws Exception {
    Talk.echo(server, PORT);
    sim.faults().nameIsUnknown("server", true);
    assertThatThrownBy(this::talk).isInstanceOf(DnsLookupException.class);
    sim.faults().nameIsUnknown("server", false);
    assertThat(talk().connected()).isTrue();
  }

  @Test
  void aSlowAnswerOfTheNameServiceCountsForTheTimeout() throws Exception {
    Talk.echo(server, PORT);
    sim.faults().nameIsSlow("server", seconds(29));
    assertThat(talk().connected()).isTrue();
    sim.faults().nameIsSlow("server", seconds(31));
    assertThatThrownBy(this::talk).isInstanceOf(ConnectTimedOutException.class);
  }

  @Test
  void theAnswerToALookupThatWasGivenUpIsOfNoConcern() {
    List<String> logged = new ArrayList<>();
    var log = Logger.getLogger("twine");
    var handler =
        new StreamHandler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
          }
        };
    log.addHandler(handler);
    Deferred<?> lookup = client.reactor().resolve("server");
    lookup.cancel();
    assertThat(isFailure(lookup)).isTrue();
    sim.run();
    log.removeHandler(handler);
    assertThat(logged).isEmpty();
  }

  @Test
  void aProbabilityIsBetweenZeroAndOne() {
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> sim.faults().resets(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Double.toString(wrong));
    }
  }
}
