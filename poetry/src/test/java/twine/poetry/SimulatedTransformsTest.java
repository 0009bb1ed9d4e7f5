package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.poetry.part11.SlowPoetryFactory;
import twine.poetry.part12.SimulatedTransforms;
import twine.testing.simulation.Host;
import twine.testing.simulation.Link;
import twine.testing.simulation.Simulation;

/** The clients that transform their poems, themselves or by a slow server, in virtual time. */
final class SimulatedTransformsTest {
  private static final int PORT = 10_000;
  private static final Duration PACE = Duration.ofMillis(100);
  private static final Duration DELAY = Duration.ofSeconds(5);

  // How many portions, each with its pause, and the way there and back.
  private static final Duration SCIENCE = Duration.ofMillis(66 * 100 + 20);
  private static final Duration FASCINATION = Duration.ofMillis(63 * 100 + 20);

  // The handshake, and the way there and back.
  private static final Duration ASKING = Duration.ofMillis(40);

  private Simulation sim = simulation(13);

  @AfterEach
  void close() {
    sim.close();
  }

  private static Simulation simulation(long seed) {
    return new Simulation(seed)
        .link(Link.DEFAULT.withLatency(Duration.ofMillis(10)).withJitter(Duration.ZERO));
  }

  private String serve(String name, String poem) {
    Host host = sim.host(name);
    ByteBuffer bytes = ByteBuffer.wrap(Poems.read(poem));
    host.start(reactor -> reactor.listenTcp(PORT, new SlowPoetryFactory(reactor, bytes, 10, PACE)));
    return address(host);
  }

  private static String address(Host host) {
    return host.address().getHostAddress() + ":" + PORT;
  }

  private Ended call(String... arguments) throws Exception {
    Ended ended = sim.call(() -> InProcess.run(arguments));
    assertThat(ended.status()).as(ended.errors()).isZero();
    return ended;
  }

  private static String lowerCase(String poem) {
    return new String(Poems.read(poem), UTF_8).toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-6", "client-7", "client-8"})
  @Tag("P13.3")
  @Tag("P17.6")
  @Tag("P18.8")
  void poemsAreTransformedSideBySideWhileOthersStillCome(String client) throws Exception {
    Host transforms = sim.host("transforms");
    SimulatedTransforms.serve(transforms, PORT, DELAY);
    Ended ended =
        call(
            client,
            address(transforms),
            serve("edgar", Poems.SCIENCE),
            serve("william", Poems.FASCINATION));
    assertThat(ended.output())
        .isEqualTo(lowerCase(Poems.FASCINATION) + "\n" + lowerCase(Poems.SCIENCE));
    assertThat(ended.errors()).isEmpty();
    assertThat(sim.now()).isEqualTo(SCIENCE.plus(ASKING).plus(DELAY));
    assertThat(FASCINATION.plus(ASKING).plus(DELAY))
        .as("when the first one was transformed; the other one had come long before")
        .isBetween(SCIENCE, sim.now());
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-6", "client-7", "client-8"})
  @Tag("P13.3")
  @Tag("P17.6")
  @Tag("P18.8")
  void aPoemStaysAsItIsWhenNobodyTransforms(String client) throws Exception {
    Ended ended = call(client, address(sim.host("nobody")), serve("edgar", Poems.SCIENCE));
    assertThat(ended.output()).endsWith(new String(Poems.read(Poems.SCIENCE), UTF_8));
    assertThat(ended.output() + ended.errors()).contains("Cummingsify failed!");
    assertThat(sim.now()).isEqualTo(SCIENCE.plusMillis(20));
  }

  @Test
  @Tag("P10.1")
  void whatTheCummingsifierDoesIsUpToTheSeedAndNothingElse() throws Exception {
    Set<String> outputs = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      String output = mood(seed);
      assertThat(mood(seed)).as("the run with seed %d again", seed).isEqualTo(output);
      outputs.add(output);
    }
    assertThat(outputs).as("in lower case, as it was, refused").hasSize(3);
  }

  private String mood(long seed) throws Exception {
    sim.close();
    sim = simulation(seed);
    Ended ended = call("client-5", serve("edgar", Poems.SCIENCE));
    assertThat(sim.now()).isEqualTo(SCIENCE);
    return ended.output() + ended.errors();
  }
}
