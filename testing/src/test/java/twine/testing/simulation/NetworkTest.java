package twine.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import twine.defer.Deferred;
import twine.net.error.ConnectTimedOutException;
import twine.net.error.ConnectionRefusedException;
import twine.net.error.DnsLookupException;

/** What a network does when nothing is wrong with it. */
@Timeout(20)
final class NetworkTest {
  private static final int PORT = 10_000;

  private final Simulation sim =
      new Simulation(1).link(Link.DEFAULT.withLatency(millis(10)).withJitter(Duration.ZERO));
  private final Host server = sim.host("server");
  private final Host client = sim.host("client");

  @AfterEach
  void close() {
    sim.close();
  }

  private static Duration millis(long count) {
    return Duration.ofMillis(count);
  }

  private Talk talk() throws Exception {
    return sim.await(Talk.connect(client, server.address().getHostAddress(), PORT).made);
  }

  @Test
  void nothingHappensByItself() {
    Talk.echo(server, PORT);
    Talk end = Talk.connect(client, "server", PORT);
    assertThat(end.made.hasFired()).isFalse();
    assertThat(sim.now()).isZero();
  }

  @Test
  void toConnectTakesTheWayThereAndBack() throws Exception {
    Talk.echo(server, PORT);
    talk();
    assertThat(sim.now()).isEqualTo(millis(20));
  }

  @Test
  void bytesTakeTheLatencyOfTheLink() throws Exception {
    Talk.echo(server, PORT);
    Talk end = talk();
    end.say("hello");
    sim.runFor(millis(20));
    assertThat(end.received).hasToString("hello");
    assertThat(end.arrivals).containsExactly(millis(40));
  }

  @Test
  void theBandwidthOfALinkIsSharedByItsConnections() throws Exception {
    sim.link(
        Link.DEFAULT
            .withLatency(Duration.ZERO)
            .withJitter(Duration.ZERO)
            .withBytesPerSecond(1_000));
    Deferred<Talk> first = Talk.serve(server, PORT);
    Talk one = talk();
    Talk other = talk();
    Talk reader = sim.await(first);
    Duration begin = sim.now();
    other.say("y".repeat(2_000));
    one.say("x".repeat(3_000));
    one.cable().loseConnection();
    sim.await(reader.lost);
    assertThat(sim.now().minus(begin)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aWriterWaitsForAReaderThatDoesNotRead() throws Exception {
    sim.link(Link.DEFAULT.withBuffer(1_000));
    var accepted = Talk.serve(server, PORT);
    Talk end = talk();
    Talk reader = sim.await(accepted);
    reader.cable().pauseProducing();
    end.say("x".repeat(10_000));
    end.cable().loseConnection();
    sim.run();
    assertThat(reader.received).isEmpty();
    assertThat(end.lost.hasFired()).isFalse();
    reader.cable().resumeProducing();
    sim.run();
    assertThat(reader.received).hasSize(10_000);
    assertThat(end.lost.hasFired()).isTrue();
  }

  @Test
  void aHostWhereNobodyListensRefuses() {
    assertThatThrownBy(this::talk).isInstanceOf(ConnectionRefusedException.class);
    assertThat(sim.now()).isEqualTo(millis(20));
  }

  @Test
  void hostsAreFoundByTheirNames() throws Exception {
    Talk.echo(server, PORT);
    Talk end = sim.await(Talk.connect(client, "server", PORT).made);
    assertThat(end.cable().getPeer()).hasToString(server.address().getHostAddress() + ":" + PORT);
  }

  @Test
  void aNameThatNobodyHasIsALookupThatFails() {
    assertThatThrownBy(() -> sim.await(Talk.connect(client, "nowhere", PORT).made))
        .isInstanceOf(DnsLookupException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void aHostConnectsToItselfInNoTime() throws Exception {
    Talk.echo(server, PORT);
    Talk end = sim.await(Talk.connect(server, "127.0.0.1", PORT).made);
    end.say("hello");
    sim.runFor(Duration.ZERO);
    assertThat(end.received).hasToString("hello");
    assertThat(sim.now()).isZero();
  }

  @Test
  void theLoopbackOfOneHostIsNotThatOfAnother() {
    Talk.echo(server, PORT);
    assertThatThrownBy(() -> sim.await(Talk.connect(client, "127.0.0.1", PORT).made))
        .isInstanceOf(ConnectionRefusedException.class);
  }

  @Test
  void aCrashedHostAnswersNobody() {
    server.crash();
    assertThatThrownBy(this::talk).isInstanceOf(ConnectTimedOutException.class);
    assertThat(sim.now()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void twoHostsCanHaveALinkOfTheirOwn() throws Exception {
    Talk.echo(server, PORT);
    sim.link(
        client, server, Link.DEFAULT.withLatency(Duration.ofSeconds(1)).withJitter(Duration.ZERO));
    talk();
    assertThat(sim.now()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aLinkHasFiguresThatMakeSense() {
    for (var wrong :
        List.<ThrowingCallable>of(
            () -> Link.DEFAULT.withLatency(millis(-1)),
            () -> Link.DEFAULT.withJitter(millis(-1)),
            () -> Link.DEFAULT.withBytesPerSecond(-1),
            () -> Link.DEFAULT.withBuffer(0))) {
      assertThatThrownBy(wrong).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
