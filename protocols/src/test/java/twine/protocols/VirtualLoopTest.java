package twine.protocols;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.coroutine.Coroutine;
import twine.defer.Failure;
import twine.net.Bytes;
import twine.net.ClientFactory;
import twine.net.Factory;
import twine.net.Protocol;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.task.Inbox;
import twine.task.Tasks;
import twine.testing.MemoryReactors;

/** A receiver's messages, read one by one by a coroutine that takes its time. */
@Tag("P17.9")
@Timeout(30)
final class VirtualLoopTest {
  private static final int LIMIT = 3;

  private static Reactor reactor(String name) {
    return name.equals("memory") ? MemoryReactors.create() : Reactors.create(name);
  }

  private static String line(int number) {
    return "line " + number;
  }

  /** Says everything at once, and hangs up. */
  private static final class Talker extends Protocol {
    private final int lines;

    Talker(int lines) {
      this.lines = lines;
    }

    @Override
    public void connectionMade() {
      var everything = new StringBuilder();
      IntStream.range(0, lines).forEach(i -> everything.append(line(i)).append("\r\n"));
      transport().write(everything.toString().getBytes(UTF_8));
      transport().loseConnection();
    }
  }

  /** Reads, and lets time pass after every few lines. */
  private static final class SlowReader extends LineReceiver {
    private final Reactor reactor;
    private final Inbox<String> lines = new Inbox<>(LIMIT);
    private final List<String> read = new ArrayList<>();
    private int most;
    private @Nullable Failure failure;

    SlowReader(Reactor reactor) {
      this.reactor = reactor;
    }

    @Override
    public void connectionMade() {
      lines.registerProducer(this);
      Coroutine.start(this::readAll).handle(failed -> failure = failed).onBoth(reactor::stop);
    }

    @Override
    protected void lineReceived(ByteBuffer line) {
      lines.put(Bytes.utf8(line));
      most = Math.max(most, lines.size());
    }

    @Override
    public void connectionLost(Failure reason) {
      lines.end(reason);
    }

    private @Nullable Void readAll() throws Exception {
      String line;
      while ((line = await(lines.receive())) != null) {
        read.add(line);
        if (read.size() % 10 == 0) {
          await(Tasks.deferLater(reactor, Duration.ofMillis(1), () -> ""));
        }
      }
      return null;
    }
  }

  /** What has not been read stays with the receiver, the transport and the peer, in that order. */
  @ParameterizedTest
  @ValueSource(strings = {"memory", "nio"})
  void allLinesAreReadThoughThePeerHasHungUpLongBefore(String name) {
    int count = 500;
    Reactor reactor = reactor(name);
    var reader = new SlowReader(reactor);
    var port = reactor.listenTcp(0, Factory.of(() -> new Talker(count)), ListenOptions.LOOPBACK);
    reactor.connectTcp(port.getHost(), ClientFactory.of(() -> reader));
    reactor.run();
    assertThat(reader.failure).isNull();
    assertThat(reader.read)
        .isEqualTo(IntStream.range(0, count).mapToObj(VirtualLoopTest::line).toList());
    assertThat(reader.most).isEqualTo(LIMIT);
  }
}
