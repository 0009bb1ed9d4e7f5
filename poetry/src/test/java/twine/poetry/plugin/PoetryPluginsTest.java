package twine.poetry.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;
import twine.app.log.Log;
import twine.app.log.LogEvent;
import twine.app.log.LogObserver;
import twine.app.plugin.Plugin;
import twine.app.plugin.Plugins;
import twine.app.service.Application;
import twine.app.service.ServiceStartException;
import twine.defer.Deferred;
import twine.net.TcpAddress;
import twine.net.error.ConnectionRefusedException;
import twine.poetry.download.Download;
import twine.poetry.part13.TransformProxy;
import twine.testing.simulation.Host;
import twine.testing.simulation.Simulation;

/** The plugins as {@code twined} finds them, in a simulated network. */
@Timeout(60)
@Tag("P16.14")
final class PoetryPluginsTest {
  private static final String POEM = "Because I do not hope to turn again\n".repeat(20);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path directory;

  private final Simulation sim = new Simulation(3);
  private final Host server = sim.host("server");
  private final Host reader = sim.host("reader");
  private final Application application = new Application("test");
  private final List<String> said = new ArrayList<>();
  private final LogObserver observer = (LogEvent event) -> said.add(event.message());
  private Path poem = Path.of("");

  @BeforeEach
  void writePoem() throws Exception {
    poem = Files.writeString(directory.resolve("poem.txt"), POEM);
    application.setReactor(server.reactor());
    Log.addObserver(observer);
  }

  @AfterEach
  void close() throws Exception {
    Log.removeObserver(observer);
    sim.await(application.stopService());
    sim.close();
  }

  private static Plugin plugin(String name) {
    return Plugins.find().named(name).orElseThrow();
  }

  private static Plugin told(String name, String... arguments) {
    Plugin plugin = plugin(name);
    plugin.commandLine("twined " + name).parseArgs(arguments);
    return plugin;
  }

  private void add(String name, String... arguments) throws Exception {
    told(name, arguments).makeService().setServiceParent(application);
  }

  private Deferred<String> get(int port) {
    return Download.getPoetry(reader.reactor(), new TcpAddress("server", port))
        .addCallback(bytes -> new String(bytes, UTF_8));
  }

  @Test
  @Tag("P16.12")
  void allAreThereAndNoneIsBroken() {
    assertThat(Plugins.find().all())
        .extracting(Plugin::name)
        .containsExactly("fastpoetry", "poetry-proxy", "slowpoetry", "transform");
    assertThat(Plugins.find().broken()).isEmpty();
    assertThat(plugin("fastpoetry").description()).isEqualTo("A fast poetry service.");
  }

  @Test
  void theHelpPageShowsTheOptions() {
    var page = new StringWriter();
    plugin("fastpoetry").commandLine("twined fastpoetry").usage(new PrintWriter(page, true));
    assertThat(page.toString())
        .startsWith("Usage: twined fastpoetry")
        .contains("-p, --port=N", "--poem=FILE", "--iface=HOST", "--second-poem=FILE", "10000");
  }

  @Test
  void fastPoetryServesAPoemAndSaysSo() throws Exception {
    add("fastpoetry", "--poem", poem.toString(), "--iface", "0.0.0.0");
    application.startService();
    assertThat(sim.await(get(10_000))).isEqualTo(POEM);
    sim.await(application.stopService());
    assertThat(said)
        .containsSubsequence(
            "loaded a poem from: " + poem,
            "PoetryFactory starting on 10000",
            "sending %d bytes of poetry to %s"
                .formatted(POEM.length(), reader.address().getHostAddress() + ":49152"),
            "(Port 10000 Closed)");
    assertThatThrownBy(() -> sim.await(get(10_000))).isInstanceOf(ConnectionRefusedException.class);
  }

  @Test
  @Tag("P16.15")
  void fastPoetryServesASecondPoemOnASecondPort() throws Exception {
    Path second = Files.writeString(directory.resolve("second.txt"), "Burnt Norton");
    add(
        "fastpoetry",
        "--poem=" + poem,
        "-p4000",
        "--second-poem=" + second,
        "--second-port=4001",
        "--iface=");
    application.startService();
    assertThat(sim.await(get(4000))).isEqualTo(POEM);
    assertThat(sim.await(get(4001))).isEqualTo("Burnt Norton");
  }

  @Test
  void slowPoetryTakesItsTimeAndIsServedToTheEndWhenItIsStopped() throws Exception {
    add("slowpoetry", "--poem=" + poem, "--iface=", "--num-bytes=100", "--delay=1");
    application.startService();
    Deferred<String> served = get(10_000);
    sim.runFor(SECOND.multipliedBy(3));
    sim.await(application.stopService());
    assertThat(sim.await(served)).isEqualTo(POEM);
    assertThat(sim.now()).isBetween(SECOND.multipliedBy(7), SECOND.multipliedBy(9));
  }

  @Test
  @Tag("P16.15")
  void theProxyGetsAPoemOnceForAll() throws Exception {
    add("fastpoetry", "--poem=" + poem, "--iface=");
    add("poetry-proxy", "--iface=", "server:10000");
    application.startService();
    assertThat(sim.await(get(10_001))).isEqualTo(POEM);
    assertThat(sim.await(get(10_001))).isEqualTo(POEM);
    assertThat(said)
        .containsSubsequence("Fetching poem from server.", "Using cached poem.")
        .filteredOn(line -> line.startsWith("sending"))
        .hasSize(1);
  }

  @Test
  void transformTransforms() throws Exception {
    add("transform", "--iface=", "-p", "11000");
    application.startService();
    var client = new TransformProxy(reader.reactor(), new TcpAddress("server", 11_000));
    byte[] small = sim.await(client.xform("cummingsify", POEM.getBytes(UTF_8)));
    assertThat(new String(small, UTF_8)).isEqualTo(POEM.toLowerCase(java.util.Locale.ROOT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fastpoetry | | Missing required option: '--poem=FILE'",
        "fastpoetry | --poem=missing.txt | missing.txt: there is no such file",
        "fastpoetry | --poem=/ | / is a directory, not a poem",
        "fastpoetry | --poem=POEM --port=66000 | '66000' is not a port",
        "fastpoetry | --poem=POEM --second-port=1 | --second-poem and --second-port go together",
        "slowpoetry | --poem=POEM --num-bytes=0 | '0' is not a number",
        "poetry-proxy | | Missing required parameter: 'ADDRESS'",
        "poetry-proxy | nowhere | 'nowhere' is not an address, [HOST:]PORT",
        "transform | --what | Unknown option: '--what'",
      })
  void whatCannotBeIsSaidBeforeAnythingIsStarted(String name, String arguments, String message) {
    String[] words =
        arguments == null ? new String[0] : arguments.replace("POEM", poem.toString()).split(" ");
    assertThatThrownBy(() -> told(name, words).makeService())
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPoemThatIsGoneWhenTheServiceStartsKeepsItFromStarting() throws Exception {
    add("fastpoetry", "--poem", poem.toString());
    Files.delete(poem);
    assertThatThrownBy(application::startService)
        .isInstanceOf(ServiceStartException.class)
        .hasMessage(
            "test/MultiService/PoetryService did not start: " + poem + ": there is no such file");
    assertThat(server.reactor().pending().ports()).isEmpty();
  }
}
