package twine.poetry.get;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.defer.Outcome;
import twine.defer.Outcome.Failed;
import twine.defer.Outcome.Success;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionRefusedException;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.testing.MemoryOptions;
import twine.testing.MemoryReactors;

@Tag("P12.7")
final class NetstringDownloadTest {
  private Reactor reactor = MemoryReactors.create(1);
  private boolean clientHasGone;
  private int progress;
  private int unsettled = 2; // the client's outcome, and the server's connection

  static List<MemoryOptions> chunkings() {
    return List.of(
        MemoryOptions.DEFAULT,
        MemoryOptions.DEFAULT.withMaxChunk(1),
        MemoryOptions.DEFAULT.withMaxChunk(7).withRandomChunks(true).withSeed(2));
  }

  /** Sends some bytes, and then hangs up or waits until the client does. */
  private final class Server extends Protocol {
    private final byte[] bytes;
    private final boolean hangsUp;

    Server(byte[] bytes, boolean hangsUp) {
      this.bytes = bytes;
      this.hangsUp = hangsUp;
    }

    @Override
    public void connectionMade() {
      transport().write(bytes);
      if (hangsUp) {
        transport().loseConnection();
      }
    }

    @Override
    public void connectionLost(Failure reason) {
      clientHasGone = !hangsUp;
      settle();
    }
  }

  private void settle() {
    if (--unsettled == 0) {
      reactor.stop();
    }
  }

  private Deferred<byte[]> download(byte[] sent, boolean hangsUp) {
    TcpAddress server =
        reactor
            .listenTcp(0, Factory.of(() -> new Server(sent, hangsUp)), ListenOptions.LOOPBACK)
            .getHost();
    return NetstringDownload.getPoetry(reactor, server, bytes -> progress += bytes);
  }

  private Outcome<byte[]> outcome(Deferred<byte[]> download) {
    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
    @Nullable Outcome<byte[]>[] outcome = new Outcome[1];
    download.onBoth(it -> outcome[0] = it).handle(_ -> {}).onBoth(this::settle);
    reactor.run();
    return Objects.requireNonNull(outcome[0], "no outcome");
  }

  private byte[] poemFrom(byte[] sent, boolean hangsUp) {
    return ((Success<byte[]>) outcome(download(sent, hangsUp))).value();
  }

  /** What is said, but for the address. */
  private String failureFrom(String sent, boolean hangsUp) {
    Failure failure = ((Failed<byte[]>) outcome(download(sent.getBytes(UTF_8), hangsUp))).failure();
    return failure.getErrorMessage().replaceFirst("127\\.0\\.0\\.1:\\d+", "SERVER");
  }

  private static byte[] netstring(byte[] poem) {
    byte[] head = (poem.length + ":").getBytes(UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + poem.length + 1);
    System.arraycopy(poem, 0, all, head.length, poem.length);
    all[all.length - 1] = ',';
    return all;
  }

  @ParameterizedTest
  @MethodSource("chunkings")
  void aPoemIsTakenWithoutItsFrameHoweverItComes(MemoryOptions chunking) {
    reactor = MemoryReactors.create(chunking);
    byte[] poem = new byte[1_234];
    new Random(1).nextBytes(poem);
    assertThat(poemFrom(netstring(poem), true)).isEqualTo(poem);
    assertThat(progress).isEqualTo(poem.length);
  }

  @Test
  void anEmptyPoemIsAPoem() {
    assertThat(poemFrom("0:,".getBytes(UTF_8), true)).isEmpty();
  }

  @Test
  void aPoemLongerThanTheUsualLimitOfNetstringsIsTaken() {
    byte[] poem = new byte[1_000_000];
    assertThat(poemFrom(netstring(poem), true)).isEqualTo(poem);
  }

  @Test
  void aServerNeedNotHangUpForItsPoemToBeComplete() {
    assertThat(poemFrom("4:poem,and what is nobody's any more".getBytes(UTF_8), false))
        .isEqualTo("poem".getBytes(UTF_8));
    assertThat(clientHasGone).isTrue();
    assertThat(progress).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 12, 13})
  void aPoemThatIsCutShortIsAFailureWhereverItIsCut(int bytes) {
    String sent = "10:ten letter,".substring(0, bytes);
    String came =
        switch (bytes) {
          case 0, 1, 2 -> "before the length of the poem had come";
          case 13 -> "after 10 of 10 bytes of poetry, before the comma that ends them";
          default -> "after " + (bytes - 3) + " of 10 bytes of poetry";
        };
    assertThat(failureFrom(sent, true))
        .isEqualTo(
            "The connection to SERVER was lost " + came + ": Connection was closed cleanly.");
    assertThat(progress).isEqualTo(Math.max(0, bytes - 3));
  }

  @ParameterizedTest
  @MethodSource("chunkings")
  void theEndIsNoticedHoweverThePoemComes(MemoryOptions chunking) {
    reactor = MemoryReactors.create(chunking);
    assertThat(failureFrom("1000:" + "x".repeat(700), true)).contains(" 700 of 1000 bytes ");
    assertThat(progress).isEqualTo(700);
  }

  @Test
  void aBarePoemIsRefusedAndShown() {
    assertThat(failureFrom("As it fell upon a day\n", false))
        .isEqualTo(
            "SERVER did not send its poem as a netstring: a netstring does not begin with a length"
                + " and a colon: \"As it fell upon a day\\x0a\"");
    assertThat(clientHasGone).isTrue();
  }

  @Test
  void aPoemThatIsLongerThanPromisedIsRefused() {
    assertThat(failureFrom("4:poems,", false)).contains("does not end with a comma");
  }

  @Test
  void aPoemThatIsTooLongIsRefusedBeforeItComes() {
    assertThat(failureFrom("67108865:", false)).contains("longer than the 67108864 bytes allowed");
    assertThat(clientHasGone).isTrue();
  }

  @Test
  void cancellingHangsUp() {
    Deferred<byte[]> download = download("4:po".getBytes(UTF_8), false);
    reactor.callWhenRunning(() -> reactor.callLater(Duration.ofSeconds(1), download::cancel));
    assertThat(outcome(download)).isInstanceOf(Failed.class);
    assertThat(clientHasGone).isTrue();
    assertThat(progress).isEqualTo(2);
  }

  @Test
  void aServerThatIsNotThereIsTheFailureThatItAlwaysIs() {
    Deferred<byte[]> download =
        NetstringDownload.getPoetry(reactor, new TcpAddress("127.0.0.1", 9), bytes -> {});
    unsettled = 1;
    Outcome<byte[]> outcome = outcome(download);
    assertThatThrownBy(() -> ((Failed<byte[]>) outcome).failure().raiseException())
        .isInstanceOf(ConnectionRefusedException.class);
  }
}
