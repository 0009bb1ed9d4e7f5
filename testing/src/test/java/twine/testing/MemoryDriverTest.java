package twine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import twine.reactor.ListenOptions;
import twine.reactor.spi.ListenerIo;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;

/** The memory driver as a kernel sees it: does it do what TCP does? */
final class MemoryDriverTest {
  private static final InetSocketAddress LOOPBACK = address("127.0.0.1", 0);

  private final List<String> told = new ArrayList<>();

  private static InetSocketAddress address(String host, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(host), port);
  }

  private static MemoryDriver driver() {
    return new MemoryDriver(MemoryOptions.DEFAULT);
  }

  private Ready telling(String name) {
    return ops -> told.add(name + " " + ops);
  }

  /** A connection, its two ends, and the port where it was made. */
  private record Pair(StreamIo client, StreamIo server, ListenerIo port) {
    static Pair on(MemoryDriver driver) throws IOException {
      ListenerIo port = driver.listen(LOOPBACK, ListenOptions.DEFAULT);
      StreamIo client = driver.connect(address("127.0.0.1", port.host().port()), null);
      assertThat(client.finishConnect()).isTrue();
      StreamIo server = port.accept();
      assertThat(server).isNotNull();
      return new Pair(client, server, port);
    }
  }

  private static int write(StreamIo stream, String text) throws IOException {
    return stream.write(StandardCharsets.US_ASCII.encode(text));
  }

  private static String read(StreamIo stream) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    int count = stream.read(buffer);
    return count < 0 ? "end" : new String(buffer.array(), 0, count, StandardCharsets.US_ASCII);
  }

  // ---- bytes

  @Test
  void whatIsWrittenAtOneEndIsReadAtTheOther() throws IOException {
    Pair pair = Pair.on(driver());
    assertThat(write(pair.client, "there")).isEqualTo(5);
    assertThat(write(pair.server, "back")).isEqualTo(4);
    assertThat(read(pair.server)).isEqualTo("there");
    assertThat(read(pair.client)).isEqualTo("back");
    assertThat(read(pair.client)).isEmpty();
  }

  @Test
  void aFullBufferTakesNoMoreUntilSomethingIsRead() throws IOException {
    Pair pair = Pair.on(new MemoryDriver(MemoryOptions.DEFAULT.withBufferSize(8)));
    assertThat(write(pair.client, "0123456789")).isEqualTo(8);
    assertThat(write(pair.client, "89")).isZero();
    ByteBuffer three = ByteBuffer.allocate(3);
    assertThat(pair.server.read(three)).isEqualTo(3);
    assertThat(write(pair.client, "89abcd")).isEqualTo(3);
    assertThat(read(pair.server)).isEqualTo("3456789a");
  }

  @Test
  void readsAndWritesAreCutAsAskedFor() throws IOException {
    Pair pair = Pair.on(new MemoryDriver(MemoryOptions.DEFAULT.withMaxChunk(3)));
    assertThat(write(pair.client, "0123456789")).isEqualTo(3);
    assertThat(write(pair.client, "3456789")).isEqualTo(3);
    assertThat(read(pair.server)).isEqualTo("012");
    assertThat(read(pair.server)).isEqualTo("345");
  }

  @Test
  void randomCutsMoveSomethingAndRepeatWithTheirSeed() throws IOException {
    MemoryOptions options = MemoryOptions.DEFAULT.withMaxChunk(100).withRandomChunks(true);
    List<Integer> once = cuts(options.withSeed(1));
    assertThat(once).allMatch(cut -> cut >= 1 && cut <= 100).hasSizeGreaterThan(10);
    assertThat(cuts(options.withSeed(1))).isEqualTo(once);
    assertThat(cuts(options.withSeed(2))).isNotEqualTo(once);
  }

  private static List<Integer> cuts(MemoryOptions options) throws IOException {
    Pair pair = Pair.on(new MemoryDriver(options));
    List<Integer> cuts = new ArrayList<>();
    for (ByteBuffer data = ByteBuffer.allocate(1000); data.hasRemaining(); ) {
      cuts.add(pair.client.write(data));
    }
    return cuts;
  }

  // ---- the end

  @Test
  void theEndComesAfterTheBytes() throws IOException {
    Pair pair = Pair.on(driver());
    write(pair.client, "last words");
    pair.client.close();
    assertThat(read(pair.server)).isEqualTo("last words");
    assertThat(read(pair.server)).isEqualTo("end");
    assertThat(read(pair.server)).isEqualTo("end");
  }

  @Test
  void eachDirectionHasAnEndOfItsOwn() throws IOException {
    Pair pair = Pair.on(driver());
    write(pair.client, "question");
    pair.client.shutdownOutput();
    assertThat(read(pair.server)).isEqualTo("question");
    assertThat(read(pair.server)).isEqualTo("end");
    write(pair.server, "answer");
    assertThat(read(pair.client)).isEqualTo("answer");
    assertThatThrownBy(() -> write(pair.client, "more")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aResetLosesWhatWasNotRead() throws IOException {
    Pair pair = Pair.on(driver());
    write(pair.client, "lost");
    pair.client.reset();
    assertThatThrownBy(() -> read(pair.server))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("Connection reset");
    assertThatThrownBy(() -> write(pair.server, "x")).hasMessage("Connection reset");
  }

  @Test
  void closingOverUnreadBytesIsAReset() throws IOException {
    Pair pair = Pair.on(driver());
    write(pair.client, "never read");
    write(pair.server, "lost");
    pair.server.close();
    assertThatThrownBy(() -> read(pair.client)).hasMessage("Connection reset");
  }

  @Test
  void writingToAnEndThatIsClosedIsAnsweredByAReset() throws IOException {
    Pair pair = Pair.on(driver());
    pair.server.close();
    assertThat(write(pair.client, "into the void")).isEqualTo(13);
    assertThatThrownBy(() -> write(pair.client, "x")).hasMessage("Connection reset");
  }

  // ---- connecting and listening

  @Test
  void aConnectionToNobodyIsRefusedWhenItIsDecided() throws IOException {
    StreamIo attempt = driver().connect(address("127.0.0.1", 9), null);
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(attempt::finishConnect)
        .withMessage("Connection refused");
  }

  @Test
  void nobodyAnswersInOneNetworkAndNoRouteLeadsToAnother() throws IOException {
    MemoryDriver driver = driver();
    assertThat(driver.connect(address("192.0.2.77", 80), null).finishConnect()).isFalse();
    assertThatExceptionOfType(NoRouteToHostException.class)
        .isThrownBy(() -> driver.connect(address("198.51.100.77", 80), null));
  }

  @Test
  void aPortIsHadOnce() throws IOException {
    MemoryDriver driver = driver();
    ListenerIo port = driver.listen(address("127.0.0.1", 80), ListenOptions.DEFAULT);
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> driver.listen(address("127.0.0.1", 80), ListenOptions.DEFAULT));
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> driver.listen(address("0.0.0.0", 80), ListenOptions.DEFAULT));
    driver.listen(address("127.0.0.2", 80), ListenOptions.DEFAULT);
    port.close();
    driver.listen(address("127.0.0.1", 80), ListenOptions.DEFAULT);
  }

  @Test
  void aPortMayBeSharedByThoseWhoAgreeTo() throws IOException {
    MemoryDriver driver = driver();
    ListenOptions sharing = ListenOptions.DEFAULT.withReusePort(true);
    List<ListenerIo> ports =
        List.of(
            driver.listen(address("127.0.0.1", 80), sharing),
            driver.listen(address("127.0.0.1", 80), sharing));
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> driver.listen(address("127.0.0.1", 80), ListenOptions.DEFAULT));
    for (int i = 0; i < 50; i++) {
      assertThat(driver.connect(address("127.0.0.1", 80), null).finishConnect()).isTrue();
    }
    assertThat(ports.get(0).accept()).isNotNull();
    assertThat(ports.get(1).accept()).isNotNull();
  }

  @Test
  void connectionsComeFromDifferentPorts() throws IOException {
    MemoryDriver driver = driver();
    Pair one = Pair.on(driver);
    Pair two = Pair.on(driver);
    assertThat(one.client.host()).isNotEqualTo(two.client.host());
    assertThat(one.server.peer()).isEqualTo(one.client.host());
    assertThat(one.client.peer()).isEqualTo(one.server.host()).isEqualTo(one.port.host());
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() ->
            driver.connect(
                address("127.0.0.1", one.port.host().port()),
                address("127.0.0.1", two.client.host().port())));
  }

  @Test
  void aListenerOnAllAddressesHearsEachOfThem() throws IOException {
    MemoryDriver driver = driver();
    ListenerIo port = driver.listen(address("0.0.0.0", 80), ListenOptions.DEFAULT);
    driver.connect(address("10.1.2.3", 80), address("10.9.9.9", 0));
    StreamIo server = port.accept();
    assertThat(server).isNotNull();
    assertThat(server.host().toString()).isEqualTo("10.1.2.3:80");
    assertThat(server.peer().host()).isEqualTo("10.9.9.9");
    driver.connect(address("0.0.0.0", 80), null);
    StreamIo unspecified = port.accept();
    assertThat(unspecified).isNotNull();
    assertThat(unspecified.host().host()).isEqualTo("127.0.0.1");
  }

  @Test
  void attemptsBeyondTheBacklogWaitForTheirTurn() throws IOException {
    MemoryDriver driver = driver();
    ListenerIo port = driver.listen(LOOPBACK, ListenOptions.DEFAULT.withBacklog(2));
    InetSocketAddress there = address("127.0.0.1", port.host().port());
    List<StreamIo> attempts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      attempts.add(driver.connect(there, null));
    }
    assertThat(attempts.get(1).finishConnect()).isTrue();
    assertThat(attempts.get(2).finishConnect()).isFalse();
    attempts.get(2).close();
    assertThat(port.accept()).isNotNull();
    assertThat(attempts.get(3).finishConnect()).isTrue();
  }

  @Test
  void aListenerThatClosesResetsThoseWhoWait() throws IOException {
    MemoryDriver driver = driver();
    ListenerIo port = driver.listen(LOOPBACK, ListenOptions.DEFAULT.withBacklog(1));
    InetSocketAddress there = address("127.0.0.1", port.host().port());
    StreamIo made = driver.connect(there, null);
    assertThat(made.finishConnect()).isTrue();
    StreamIo knocking = driver.connect(there, null);
    port.close();
    assertThatThrownBy(() -> read(made)).hasMessage("Connection reset");
    assertThatExceptionOfType(ConnectException.class).isThrownBy(knocking::finishConnect);
  }

  @Test
  void socketsRunOutWhenTheyAreLimited() throws IOException {
    MemoryDriver driver = new MemoryDriver(MemoryOptions.DEFAULT.withMaxSockets(2));
    ListenerIo port = driver.listen(LOOPBACK, ListenOptions.DEFAULT);
    StreamIo client = driver.connect(address("127.0.0.1", port.host().port()), null);
    assertThat(driver.openSockets()).isEqualTo(2);
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(port::accept)
        .withMessage("Too many open files");
    write(client, "patience");
    client.close();
    StreamIo server = port.accept();
    assertThat(server).isNotNull();
    assertThat(read(server)).isEqualTo("patience");
  }

  // ---- being told

  @Test
  void whatIsReadyIsToldAgainInEachWaitUntilItIsNot() throws IOException {
    MemoryDriver driver = driver();
    Pair pair = Pair.on(driver);
    pair.server.attach(telling("server"));
    pair.server.interest(Ready.READ);
    driver.await(0);
    assertThat(told).isEmpty();
    write(pair.client, "x");
    driver.await(0);
    driver.await(0);
    assertThat(told).containsExactly("server 1", "server 1");
    read(pair.server);
    driver.await(0);
    pair.server.interest(Ready.READ | Ready.WRITE);
    driver.await(0);
    pair.server.interest(0);
    driver.await(0);
    assertThat(told).containsExactly("server 1", "server 1", "server 2");
  }

  @Test
  void anAttemptIsReadyToBeWrittenToWhenItIsDecided() throws IOException {
    MemoryDriver driver = driver();
    StreamIo silent = driver.connect(address("192.0.2.1", 80), null);
    silent.attach(telling("silent"));
    silent.interest(Ready.WRITE);
    StreamIo refused = driver.connect(address("127.0.0.1", 9), null);
    refused.attach(telling("refused"));
    refused.interest(Ready.WRITE);
    driver.await(0);
    assertThat(told).containsExactly("refused 2");
  }

  @Test
  void theOrderAtOneMomentIsTheSeedsAndTheSameAgain() throws IOException {
    List<String> first = orderOfTen(1);
    List<String> inOrder = IntStream.range(0, 10).mapToObj(i -> i + " 1").toList();
    assertThat(first).containsExactlyInAnyOrderElementsOf(inOrder);
    assertThat(orderOfTen(1)).isEqualTo(first);
    assertThat(orderOfTen(2)).isNotEqualTo(first);
  }

  private List<String> orderOfTen(long seed) throws IOException {
    told.clear();
    MemoryDriver driver = new MemoryDriver(MemoryOptions.DEFAULT.withSeed(seed));
    for (int i = 0; i < 10; i++) {
      Pair pair = Pair.on(driver);
      pair.server.attach(telling(String.valueOf(i)));
      pair.server.interest(Ready.READ);
      write(pair.client, "x");
    }
    driver.await(-1);
    return List.copyOf(told);
  }

  // ---- time, threads, names

  @Test
  void theClockJumpsWhenThereIsNothingToDo() throws IOException {
    MemoryDriver driver = driver();
    long start = driver.nanoTime();
    driver.await(Duration.ofDays(1).toNanos());
    assertThat(driver.nanoTime() - start).isEqualTo(Duration.ofDays(1).toNanos());
    Pair pair = Pair.on(driver);
    pair.server.attach(telling("server"));
    pair.server.interest(Ready.READ);
    write(pair.client, "x");
    driver.await(Duration.ofDays(1).toNanos());
    assertThat(driver.nanoTime() - start)
        .as("time stands still while there is something to do")
        .isEqualTo(Duration.ofDays(1).toNanos());
  }

  @Test
  void anotherThreadEndsAWaitWithoutEnd() throws InterruptedException {
    MemoryDriver driver = driver();
    CountDownLatch over = new CountDownLatch(1);
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          driver.await(-1);
          over.countDown();
        });
    driver.wakeup();
    over.await();
  }

  @Test
  void aWakeUpBeforeTheWaitEndsItAtOnce() {
    MemoryDriver driver = driver();
    driver.wakeup();
    driver.await(Duration.ofDays(1).toNanos());
    assertThat(driver.nanoTime()).isZero();
  }

  @Test
  void workForOtherThreadsIsDoneAtTheNextWait() {
    MemoryDriver driver = driver();
    driver.startWorker(() -> {
      told.add("first");
      driver.startWorker(() -> told.add("second"));
    });
    assertThat(told).isEmpty();
    driver.await(Duration.ofDays(1).toNanos());
    assertThat(told).containsExactly("first");
    driver.await(Duration.ofDays(1).toNanos());
    assertThat(told).containsExactly("first", "second");
    assertThat(driver.nanoTime()).isZero();
  }

  @Test
  void namesComeFromTheTable() throws UnknownHostException {
    MemoryDriver driver = driver();
    InetAddress[] addresses = {InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("::1")};
    driver.addHost("server", addresses);
    assertThat(driver.lookup("server")).containsExactly(addresses);
    assertThat(driver.lookup("localhost")).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
    assertThat(driver.lookup("10.2.3.4")).containsExactly(InetAddress.ofLiteral("10.2.3.4"));
    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() -> driver.lookup("stranger"))
        .withMessageContaining("stranger");
    assertThatThrownBy(() -> driver.addHost("nowhere"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSameSeedGivesTheSameNumbers() {
    assertThat(driver().random().nextLong()).isEqualTo(driver().random().nextLong());
  }

  // ---- misuse

  @Test
  void channelsOfTheProgramAreRefused() throws IOException {
    Pipe pipe = Pipe.open();
    try (var source = pipe.source();
        var sink = pipe.sink()) {
      source.configureBlocking(false);
      assertThatThrownBy(() -> driver().watch(source, ops -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("memory driver");
      assertThat(sink.isOpen()).isTrue();
    }
  }

  @Test
  void whatIsClosedCannotBeUsed() throws IOException {
    Pair pair = Pair.on(driver());
    pair.client.close();
    assertThatThrownBy(() -> read(pair.client)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> write(pair.client, "x")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(pair.client::close).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> pair.client.interest(0)).isInstanceOf(IllegalStateException.class);
    pair.port.close();
    assertThatThrownBy(pair.port::accept).isInstanceOf(IllegalStateException.class);
    assertThat(pair.client.peer()).isEqualTo(pair.server.host());
  }

  @Test
  void closingTheDriverClosesEverything() throws IOException {
    MemoryDriver driver = driver();
    Pair.on(driver);
    Pair.on(driver);
    assertThat(driver.openSockets()).isEqualTo(6);
    driver.close();
    assertThat(driver.openSockets()).isZero();
  }

  @Test
  void optionsOfSocketsAreRemembered() throws IOException {
    Pair pair = Pair.on(driver());
    assertThat(pair.client.getOption(StandardSocketOptions.TCP_NODELAY)).isFalse();
    pair.client.setOption(StandardSocketOptions.TCP_NODELAY, true);
    assertThat(pair.client.getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
    assertThat(pair.server.getOption(StandardSocketOptions.TCP_NODELAY)).isFalse();
    assertThatThrownBy(() -> pair.client.getOption(StandardSocketOptions.IP_TOS))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void sizesMustBePositive() {
    assertThatThrownBy(() -> MemoryOptions.DEFAULT.withBufferSize(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MemoryOptions.DEFAULT.withMaxChunk(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MemoryOptions.DEFAULT.withMaxSockets(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
