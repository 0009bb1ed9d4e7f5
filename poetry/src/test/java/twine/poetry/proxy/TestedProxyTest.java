package twine.poetry.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import twine.defer.Deferred;
import twine.defer.DeferredList;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.task.Protocols;
import twine.trial.TearDown;
import twine.trial.Trial;

/** Part 15, exercise 3: a proxy and its server, tested as that Part tests the poetry server. */
@Tag("P15.6")
final class TestedProxyTest {
  private static final String POEM = "Twenty bytes exactly";

  private final Reactor reactor;
  private final TcpPort origin;
  private final TcpPort proxy;
  private final List<String> said = new ArrayList<>();

  TestedProxyTest(Reactor reactor) {
    this.reactor = reactor;
    origin = reactor.listenTcp(0, Factory.of(Poet::new), ListenOptions.LOOPBACK);
    var cache =
        new PoemCache(
            () -> Fetch.poem(reactor, origin.getHost(), Limits.USUAL),
            reactor,
            Limits.USUAL.expiry(),
            new Log());
    proxy = reactor.listenTcp(0, new PoetryProxy(cache), ListenOptions.LOOPBACK);
  }

  private static final class Poet extends Protocol {
    @Override
    public void connectionMade() {
      transport().write(POEM.getBytes(UTF_8));
      transport().loseConnection();
    }
  }

  private final class Log implements ProxyLog {
    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void complain(String line) {
      said.add(line.replaceFirst(":.*", ""));
    }
  }

  @TearDown
  void close() throws Exception {
    await(proxy.stopListening());
    await(origin.stopListening());
  }

  private Deferred<String> read() {
    return Protocols.readAll(reactor, "127.0.0.1", proxy.getHost().port())
        .addCallback(poem -> new String(poem, UTF_8));
  }

  @Trial
  void theFirstReaderHasThePoemFetchedAndTheNextOneGetsItFromTheCache() throws Exception {
    assertThat(await(read())).isEqualTo(POEM);
    assertThat(await(read())).isEqualTo(POEM);
    assertThat(said).containsExactly("Fetching poem from server.", "Using cached poem.");
  }

  @Trial
  Deferred<?> whoComesAtTheSameTimeSharesOneDownload() {
    return DeferredList.gatherResults(Stream.generate(this::read).limit(20).toList())
        .onResult(poems -> {
          assertThat(poems).isEqualTo(Collections.nCopies(20, POEM));
          assertThat(said).containsOnlyOnce("Fetching poem from server.");
        });
  }

  @Trial
  void whenTheServerIsGoneTheReaderIsHungUpAndTheNextOneTriesAgain() throws Exception {
    await(origin.stopListening());
    assertThat(await(read())).isEmpty();
    assertThat(await(read())).isEmpty();
    assertThat(said)
        .containsExactly(
            "Fetching poem from server.",
            "Poem failed",
            "Fetching poem from server.",
            "Poem failed");
  }
}
