package twine.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.Failure;
import twine.net.Bytes;
import twine.net.ClientFactory;
import twine.net.Factory;
import twine.net.Producer;
import twine.net.Protocol;
import twine.net.PushProducer;
import twine.net.TcpPort;
import twine.protocols.policies.CapturedLog;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/** Receivers on a real reactor, over sockets. */
@Tag("P12.1")
@Tag("P5.14")
class OverSocketsTest {
  private final Reactor reactor = Reactors.create();

  /** Runs until one of the two stops the reactor. */
  private void run(Protocol server, Protocol client) {
    TcpPort port = reactor.listenTcp(0, Factory.of(() -> server), ListenOptions.LOOPBACK);
    reactor.connectTcp(port.getHost(), ClientFactory.of(() -> client));
    boolean[] hangs = {false};
    reactor.callLater(
        Duration.ofSeconds(60),
        () -> {
          hangs[0] = true;
          reactor.stop();
        });
    reactor.run();
    assertThat(hangs[0]).as("the connection hangs").isFalse();
  }

  private static final class Echo extends NetstringReceiver {
    @Override
    protected void stringReceived(ByteBuffer string) {
      sendString(string);
    }
  }

  @Test
  void stringsOfAllLengthsComeBackFromAServerThatSendsThemBack() {
    Random random = new Random(12);
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      strings.add(Kind.text(random, random.nextInt(i % 10 == 0 ? 50_000 : 500)));
    }
    List<String> received = new ArrayList<>();
    run(
        new Echo(),
        new NetstringReceiver() {
          @Override
          public void connectionMade() {
            strings.forEach(string -> sendString(Heard.bytes(string)));
          }

          @Override
          protected void stringReceived(ByteBuffer string) {
            received.add(Heard.latin1(Bytes.copy(string)));
            if (received.size() == strings.size()) {
              transport().loseConnection();
            }
          }

          @Override
          public void connectionLost(Failure reason) {
            reactor.stop();
          }
        });
    assertThat(received.equals(strings)).isTrue();
  }

  /** Sends the same bytes for as long as it is connected. */
  private static final class Endless extends Protocol implements Producer {
    private final Reactor reactor;
    private final byte[] bytes;

    Endless(Reactor reactor, byte[] bytes) {
      this.reactor = reactor;
      this.bytes = bytes;
    }

    @Override
    public void connectionMade() {
      transport().registerProducer(this);
      resumeProducing();
    }

    @Override
    public void resumeProducing() {
      transport().write(bytes);
    }

    @Override
    public void stopProducing() {}

    @Override
    public void connectionLost(Failure reason) {
      reactor.stop();
    }
  }

  @Test
  @Tag("P12.6")
  void aPeerThatSendsForeverIsCutOff() {
    List<String> received = new ArrayList<>();
    LineReceiver lines =
        new LineReceiver() {
          @Override
          protected void lineReceived(ByteBuffer line) {
            received.add("line");
          }

          @Override
          public String logPrefix() {
            return "Lines";
          }
        };
    try (CapturedLog log = new CapturedLog("twine.protocols")) {
      run(lines, new Endless(reactor, Heard.bytes("x".repeat(10_000))));
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARNING Lines (127.0.0.1:")
          .contains("a line is longer than the 16384 bytes allowed");
    }
    assertThat(received).isEmpty();
    assertThat(lines.connected()).isFalse();
    assertThat(Holding.capacity(lines)).isZero();
  }

  @Test
  @Tag("P12.6")
  void aPeerThatAnnouncesTooMuchIsCutOff() {
    Echo echo = new Echo();
    try (CapturedLog log = new CapturedLog("twine.protocols")) {
      run(echo, new Endless(reactor, Heard.bytes("1000000000000000000:")));
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARNING Echo (127.0.0.1:")
          .contains("a netstring is longer than the 99999 bytes allowed: \"1000000000000000000:");
    }
    assertThat(echo.connected()).isFalse();
  }

  /** Sends so many netstrings, as fast as they are taken. */
  private static final class Sender extends NetstringReceiver {
    private static final int ALL = 2_000;

    private final byte[] string = Heard.bytes("x".repeat(20_000));
    private int sent;
    private boolean waiting;

    private final class Source implements PushProducer {
      @Override
      public void pauseProducing() {
        waiting = true;
      }

      @Override
      public void resumeProducing() {
        waiting = false;
        while (!waiting && sent < ALL) {
          sent++;
          sendString(string);
        }
        if (sent == ALL) {
          transport().unregisterProducer();
          transport().loseConnection();
        }
      }

      @Override
      public void stopProducing() {}
    }

    @Override
    public void connectionMade() {
      Source source = new Source();
      transport().registerProducer(source);
      source.resumeProducing();
    }

    @Override
    protected void stringReceived(ByteBuffer string) {}
  }

  /** Pauses at the first netstring, until its peer has long been stuck. */
  private static final class Sluggish extends NetstringReceiver {
    private static final int LONG = 200;

    private final Reactor reactor;
    private final Sender sender;
    private int received;
    private int receivedWhilePaused;
    private int sentWhilePaused;
    private int turns;

    Sluggish(Reactor reactor, Sender sender) {
      this.reactor = reactor;
      this.sender = sender;
    }

    @Override
    protected void stringReceived(ByteBuffer string) {
      received++;
      if (received == 1) {
        pauseProducing();
        look(0);
      }
    }

    /** Counts the reactor's turns in which the peer has sent nothing. */
    private void look(int sentBefore) {
      turns = sender.waiting && sender.sent == sentBefore ? turns + 1 : 0;
      if (turns < LONG) {
        int sent = sender.sent;
        reactor.callLater(Duration.ZERO, () -> look(sent));
      } else {
        receivedWhilePaused = received;
        sentWhilePaused = sender.sent;
        resumeProducing();
      }
    }

    @Override
    public void connectionLost(Failure reason) {
      reactor.stop();
    }
  }

  @Test
  void aReceiverThatIsPausedStopsItsPeer() {
    Sender sender = new Sender();
    Sluggish sluggish = new Sluggish(reactor, sender);
    run(sluggish, sender);
    assertThat(sluggish.receivedWhilePaused).isEqualTo(1);
    assertThat(sluggish.sentWhilePaused).isLessThan(Sender.ALL);
    assertThat(sluggish.received).isEqualTo(Sender.ALL);
  }
}
