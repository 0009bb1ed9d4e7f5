package twine.protocols.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twine.defer.Failure;
import twine.net.Factory;
import twine.net.HalfCloseable;
import twine.net.Protocol;
import twine.net.error.ConnectionDoneException;
import twine.testing.StringTransport;
import twine.testing.VirtualTimers;

final class TrafficLoggingFactoryTest {
  @TempDir private Path directory;

  private final VirtualTimers timers = new VirtualTimers();
  private final List<String> lines = new ArrayList<>();
  private final List<Recording> protocols = new ArrayList<>();

  private Recording protocol() {
    protocols.add(new Recording.Half());
    return protocols.getLast();
  }

  private static Protocol connect(Factory factory) {
    StringTransport transport = new StringTransport();
    Protocol wrapper = Objects.requireNonNull(factory.buildProtocol(transport.getPeer()));
    wrapper.makeConnection(transport);
    return wrapper;
  }

  private static void lose(Protocol wrapper) {
    wrapper.connectionLost(new Failure(new ConnectionDoneException()));
  }

  private TrafficLoggingFactory toList() {
    timers.advance(Duration.ofDays(1)); // time is told from the making of the factory
    return new TrafficLoggingFactory(timers, lines::add, Factory.of(this::protocol));
  }

  @Test
  void eachEventIsALineWithItsTimeAndItsConnection() {
    Factory factory = toList();
    Protocol first = connect(factory);
    timers.advance(Duration.ofMillis(1_500));
    Protocol second = connect(factory);
    first.dataReceived(Recording.buffer("hello"));
    timers.advance(Duration.ofNanos(7_999));
    protocols.getFirst().write("hello,");
    protocols.getFirst().write("");
    protocols.getFirst().transport().writeSequence(List.of(Recording.buffer(" you")));
    ((HalfCloseable) first).readConnectionLost();
    ((HalfCloseable) first).writeConnectionLost();
    lose(second);
    assertThat(lines)
        .containsExactly(
            "0.000000 #1 connected to 127.0.0.1:12345",
            "1.500000 #2 connected to 127.0.0.1:12345",
            "1.500000 #1 received 5 \"hello\"",
            "1.500007 #1 sent 6 \"hello,\"",
            "1.500007 #1 sent 4 \" you\"",
            "1.500007 #1 received all",
            "1.500007 #1 sent all",
            "1.500007 #2 lost: " + new ConnectionDoneException().getMessage());
    assertThat(protocols.getFirst().events)
        .containsExactly("made", "hello", "read lost", "write lost");
    assertThat(((StringTransport) first.transport()).text()).isEqualTo("hello, you");
  }

  @Test
  void whatIsNotPrintableIsWrittenSoThatItCanBeRead() {
    Protocol wrapper = connect(toList());
    wrapper.dataReceived(
        ByteBuffer.wrap(new byte[] {'\r', '\n', '\t', '"', '\\', 0, 127, -1, '~'}));
    assertThat(lines.getLast()).endsWith(" received 9 \"\\r\\n\\t\\\"\\\\\\x00\\x7f\\xff~\"");
  }

  @Test
  void whatTheProtocolSaysInItsFirstCallbackIsLoggedAfterTheConnection() {
    Factory talking =
        Factory.of(() ->
            new Protocol() {
              @Override
              public void connectionMade() {
                transport().write(new byte[] {'x'});
              }
            });
    connect(new TrafficLoggingFactory(timers, lines::add, talking));
    assertThat(lines)
        .containsExactly("0.000000 #1 connected to 127.0.0.1:12345", "0.000000 #1 sent 1 \"x\"");
  }

  @Test
  void aFileGetsTheLinesAsTheyComeAndKeepsWhatItHad() throws IOException {
    Path file = directory.resolve("traffic");
    Files.writeString(file, "before\n");
    Factory factory = TrafficLoggingFactory.toFile(timers, file, Factory.of(this::protocol));
    factory.doStart();
    Protocol wrapper = connect(factory);
    assertThat(Files.readString(file))
        .isEqualTo("before\n0.000000 #1 connected to 127.0.0.1:12345\n");
    factory.doStop();
    wrapper.dataReceived(Recording.buffer("after the port is closed"));
    lose(wrapper);
    assertThat(Files.readAllLines(file)).hasSize(4).last().asString().contains("#1 lost: ");
    factory.doStart();
    Protocol again = connect(factory);
    lose(again);
    factory.doStop();
    assertThat(Files.readAllLines(file)).hasSize(6);
  }

  @Test
  void aFileThatCannotBeOpenedMakesTheStartFailAndTheNextTriesAgain() throws IOException {
    Path file = directory.resolve("missing").resolve("traffic");
    Factory factory = TrafficLoggingFactory.toFile(timers, file, Factory.of(this::protocol));
    assertThatThrownBy(factory::doStart)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
    Files.createDirectory(file.getParent());
    factory.doStart();
    lose(connect(factory));
    factory.doStop();
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @Test
  void aFileThatCannotBeWrittenIsGivenUpAndTheConnectionGoesOn() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full));
    Factory factory = TrafficLoggingFactory.toFile(timers, full, Factory.of(this::protocol));
    try (CapturedLog log = new CapturedLog()) {
      factory.doStart();
      Protocol wrapper = connect(factory);
      wrapper.dataReceived(Recording.buffer("hello"));
      lose(wrapper);
      factory.doStop();
      assertThat(log.lines())
          .hasSize(1)
          .first()
          .asString()
          .startsWith("WARNING traffic is no longer logged to /dev/full: ");
    }
    assertThat(protocols.getFirst().events)
        .containsExactly("made", "hello", "lost: ConnectionDoneException");
  }
}
