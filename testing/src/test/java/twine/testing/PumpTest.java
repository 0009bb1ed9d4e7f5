package twine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.defer.Failure;
import twine.net.Protocol;
import twine.net.error.ConnectionAbortedException;
import twine.net.error.ConnectionDoneException;
import twine.net.error.ConnectionLostException;

/** Two protocols that talk to each other, and a test that looks on between two portions. */
final class PumpTest {
  private static final String GREETING = "Good morning, poet.";

  private Pump pump = new Pump();

  @AfterEach
  void close() {
    pump.close();
  }

  /** Keeps what it hears, portion by portion. */
  private static class Ear extends Protocol {
    final List<String> portions = new ArrayList<>();
    @Nullable Throwable lost;

    String heard() {
      return String.join("", portions);
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      portions.add(UTF_8.decode(data).toString());
    }

    @Override
    public void connectionLost(Failure reason) {
      lost = reason.value();
    }

    void say(String text) {
      transport().write(text.getBytes(UTF_8));
    }
  }

  private static final class Greeter extends Ear {
    @Override
    public void connectionMade() {
      say(GREETING);
    }
  }

  private static final class Echo extends Ear {
    @Override
    public void dataReceived(ByteBuffer data) {
      transport().write(data);
    }
  }

  private void pumpWith(MemoryOptions options) {
    pump.close();
    pump = new Pump(options);
  }

  // ---- talking

  @Test
  void bothEndsAreConnectedAndWhatOneSaysTheOtherHears() {
    var server = new Greeter();
    var client = new Ear();
    pump.connect(server, client);
    assertThat(client.connected()).isTrue();
    assertThat(server.connected()).isTrue();
    pump.flush();
    assertThat(client.heard()).isEqualTo(GREETING);
    client.say("Good evening!");
    pump.flush();
    assertThat(server.heard()).isEqualTo("Good evening!");
  }

  @Test
  void nothingMovesWithoutATurn() {
    var server = new Ear();
    var client = new Ear();
    pump.connect(server, client);
    pump.flush();
    client.say("one");
    client.say(" two");
    assertThat(server.portions).isEmpty();
    pump.flush();
    assertThat(server.heard()).isEqualTo("one two");
  }

  @Test
  void aTurnMovesAPortionOfTheSizeThatWasAskedFor() {
    pumpWith(MemoryOptions.DEFAULT.withMaxChunk(1));
    var client = new Ear();
    pump.connect(new Greeter(), client);
    while (client.heard().length() < 5) {
      pump.turn();
    }
    pump.flush();
    assertThat(client.portions).allMatch(portion -> portion.length() == 1);
    assertThat(client.heard()).isEqualTo(GREETING);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsCutAtRandomIsCutAlikeWithTheSameSeed(long seed) {
    assertThat(portions(seed)).isEqualTo(portions(seed)).hasSizeGreaterThan(1);
  }

  private List<String> portions(long seed) {
    pumpWith(MemoryOptions.DEFAULT.withRandomChunks(true).withSeed(seed));
    var client = new Ear();
    pump.connect(new Echo(), client);
    client.say("a line that is long enough to be cut in more than one piece");
    pump.flush();
    return client.portions;
  }

  @Test
  void severalPairsMayTalkSideBySide() {
    var one = new Ear();
    var other = new Ear();
    pump.connect(new Echo(), one);
    pump.connect(new Echo(), other);
    one.say("one");
    other.say("other");
    pump.flush();
    assertThat(List.of(one.heard(), other.heard())).containsExactly("one", "other");
  }

  // ---- the end of it

  @Test
  void aCloseComesAfterTheBytesAndBothEndsHearOfIt() {
    var server = new Ear();
    var client = new Ear();
    pump.connect(server, client);
    client.say("goodbye");
    client.transport().loseConnection();
    assertThat(server.lost).isNull();
    pump.flush();
    assertThat(server.heard()).isEqualTo("goodbye");
    assertThat(server.lost).isInstanceOf(ConnectionDoneException.class);
    assertThat(client.lost).isInstanceOf(ConnectionDoneException.class);
  }

  @Test
  void anAbortIsAResetToTheOtherEnd() {
    var server = new Ear();
    var client = new Ear();
    pump.connect(server, client);
    client.transport().abortConnection();
    pump.flush();
    assertThat(client.lost).isInstanceOf(ConnectionAbortedException.class);
    assertThat(server.lost).isInstanceOf(ConnectionLostException.class);
  }

  @Test
  void closingThePumpEndsWhatIsStillThere() {
    var server = new Ear();
    var client = new Ear();
    pump.connect(server, client);
    pump.close();
    assertThat(server.lost).isNotNull();
    assertThat(client.lost).isNotNull();
    pump.close();
  }

  // ---- time

  @Test
  void timePassesOnlyWhenItIsTold() {
    var client = new Ear();
    var server = new Ear();
    pump.connect(server, client);
    List<Long> moments = new ArrayList<>();
    long start = pump.reactor().nanoTime();
    for (int seconds : new int[] {1, 3, 5}) {
      pump.reactor()
          .callLater(
              Duration.ofSeconds(seconds),
              () -> {
                moments.add((pump.reactor().nanoTime() - start) / 1_000_000_000);
                server.say(seconds + " ");
              });
    }
    pump.flush();
    assertThat(moments).isEmpty();
    pump.advance(Duration.ofSeconds(4));
    assertThat(moments).containsExactly(1L, 3L);
    assertThat(client.heard()).isEqualTo("1 3 ");
    assertThat(pump.reactor().nanoTime() - start).isEqualTo(4_000_000_000L);
    pump.advance(Duration.ofSeconds(1));
    assertThat(client.heard()).isEqualTo("1 3 5 ");
  }

  @Test
  void timeDoesNotGoBack() {
    assertThatIllegalArgumentException().isThrownBy(() -> pump.advance(Duration.ofSeconds(-1)));
  }

  // ---- what goes wrong

  @Test
  void protocolsThatNeverStopTalkingAreNoticed() {
    var client = new Echo();
    pump.connect(new Echo(), client);
    client.say("for ever");
    assertThatIllegalStateException()
        .isThrownBy(() -> pump.flush())
        .withMessageContaining("still something to do");
  }

  @Test
  void aConnectionThatIsDroppedAtOnceIsNone() {
    var unwilling =
        new Protocol() {
          @Override
          public void connectionMade() {
            transport().abortConnection();
          }
        };
    assertThatIllegalStateException()
        .isThrownBy(() -> pump.connect(new Ear(), unwilling))
        .withMessageContaining("dropped");
  }

  @Test
  void whatAProtocolThrowsIsLoggedAndEndsItsConnection() {
    var broken = new IllegalStateException("on purpose");
    var server =
        new Ear() {
          @Override
          public void dataReceived(ByteBuffer data) {
            throw broken;
          }
        };
    var client = new Ear();
    pump.connect(server, client);
    client.say("hello");
    try (var errors = LoggedErrors.ofTwine()) {
      pump.flush();
      errors.expect(broken);
      errors.expectNoMore();
    }
    assertThat(server.lost).isSameAs(broken);
    assertThat(client.connected()).isFalse();
  }
}
