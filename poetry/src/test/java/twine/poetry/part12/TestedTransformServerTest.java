package twine.poetry.part12;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;
import static twine.trial.Assertions.assertFailure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import twine.defer.Deferred;
import twine.defer.DeferredList;
import twine.net.Factory;
import twine.net.TcpPort;
import twine.poetry.part13.NoTransformedPoemException;
import twine.poetry.part13.TransformProxy;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.trial.TearDown;
import twine.trial.Trial;

/** Part 15, exercise 3: the transform server, tested as that Part tests the poetry server. */
@Tag("P15.6")
final class TestedTransformServerTest {
  private final Reactor reactor;
  private final TcpPort port;
  private final List<String> log = new ArrayList<>();

  TestedTransformServerTest(Reactor reactor) {
    this.reactor = reactor;
    var service = new TransformService();
    port =
        reactor.listenTcp(
            0, Factory.of(() -> new TransformProtocol(service, log::add)), ListenOptions.LOOPBACK);
  }

  @TearDown
  Deferred<?> close() {
    return port.stopListening();
  }

  private Deferred<String> transform(String name, String poem) {
    return new TransformProxy(reactor, port.getHost())
        .xform(name, poem.getBytes(UTF_8))
        .addCallback(answer -> new String(answer, UTF_8));
  }

  @Trial
  Deferred<?> aPoemIsTransformed() {
    return transform("cummingsify", "HERE IS MY POEM")
        .onResult(poem -> assertThat(poem).isEqualTo("here is my poem"));
  }

  @Trial
  void oneAfterTheOtherIsTransformed() throws Exception {
    assertThat(await(transform("cummingsify", "ONE"))).isEqualTo("one");
    assertThat(await(transform("reverse", "two"))).isEqualTo("owt");
    assertThat(await(transform("reverse", ""))).isEmpty();
    assertThat(log).isEmpty();
  }

  @Trial
  Deferred<?> manyAreTransformedAtTheSameTime() {
    List<Deferred<String>> poems =
        IntStream.range(0, 50).mapToObj(i -> transform("cummingsify", "POEM " + i)).toList();
    List<String> expected = IntStream.range(0, 50).mapToObj(i -> "poem " + i).toList();
    return DeferredList.gatherResults(poems).onResult(all -> assertThat(all).isEqualTo(expected));
  }

  @Trial
  Deferred<?> aTransformThatDoesNotExistIsAFailureAndTheServerSaysWhich() {
    return assertFailure(transform("shout", "poem"), NoTransformedPoemException.class)
        .onResult(_ ->
            assertThat(log).singleElement().asString().endsWith("there is no transform \"shout\""));
  }

  @Trial
  void afterAFailureTheNextOneIsServed() throws Exception {
    await(assertFailure(transform("shout", "poem"), NoTransformedPoemException.class));
    assertThat(await(transform("reverse", "poem"))).isEqualTo("meop");
  }
}
