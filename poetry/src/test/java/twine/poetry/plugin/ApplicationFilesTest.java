package twine.poetry.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import twine.app.service.Application;
import twine.app.service.MultiService;
import twine.app.service.Service;
import twine.defer.Deferred;
import twine.net.TcpAddress;
import twine.poetry.download.Download;
import twine.poetry.part11.SlowPoetryFactory;
import twine.testing.simulation.Host;
import twine.testing.simulation.Simulation;

/** The application files of the exercises define what they say. */
@Timeout(60)
@Tag("P16.15")
final class ApplicationFilesTest {
  private static final Path FILES = Path.of("services").toAbsolutePath();

  @TempDir private Path directory;

  private final Simulation sim = new Simulation(11);
  private final Host host = sim.host("host");

  @AfterEach
  void close() {
    sim.close();
  }

  private Application application(String name) throws Exception {
    compile(name);
    // Not closed: the application goes on to load its classes.
    var loader =
        new URLClassLoader(
            new URL[] {directory.toUri().toURL()}, ApplicationFilesTest.class.getClassLoader());
    Class<?> type = loader.loadClass(name);
    Constructor<?> constructor = type.getDeclaredConstructor();
    Method application = type.getDeclaredMethod("application");
    constructor.setAccessible(true);
    application.setAccessible(true);
    return (Application) application.invoke(constructor.newInstance());
  }

  private void compile(String name) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new StringWriter();
    List<String> options =
        List.of(
            "-d",
            directory.toString(),
            "-p",
            modulePath(),
            "--add-modules",
            "twine.app",
            "-proc:none");
    var files = compiler.getStandardFileManager(null, null, null);
    var units = files.getJavaFileObjects(FILES.resolve(name + ".java"));
    assertThat(compiler.getTask(messages, files, null, options, null, units).call())
        .as(messages.toString())
        .isTrue();
  }

  private static String modulePath() {
    return ModulePath.entries().stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Deferred<String> get(int port) {
    return Download.getPoetry(host.reactor(), new TcpAddress("localhost", port))
        .addCallback(bytes -> new String(bytes, UTF_8));
  }

  @Test
  void eachOfTwoPoemsHasACollectionOfItsOwn() throws Exception {
    Application application = application("TwoPoems");
    assertThat(application)
        .extracting(Service::name)
        .containsExactly("poetry/ecstasy.txt", "poetry/fascination.txt");
    assertThat(application).allSatisfy(poem -> assertThat((MultiService) poem).hasSize(2));
    assertThat(application.isRunning()).isFalse();
  }

  @Test
  void theProxyFetchesThePoemOnceForAll() throws Exception {
    var factory =
        new SlowPoetryFactory(
            host.reactor(),
            ByteBuffer.wrap("Burnt Norton".getBytes(UTF_8)),
            1,
            Duration.ofSeconds(1));
    host.start(reactor -> reactor.listenTcp(10_001, factory));
    Application application = application("PoetryProxy");
    application.setReactor(host.reactor());
    application.startService();
    Deferred<String> one = get(10_000);
    Deferred<String> other = get(10_000);
    assertThat(sim.await(one)).isEqualTo("Burnt Norton");
    assertThat(sim.await(other)).isEqualTo("Burnt Norton");
    Duration before = sim.now();
    assertThat(before).isLessThan(Duration.ofSeconds(14));
    assertThat(sim.await(get(10_000))).isEqualTo("Burnt Norton");
    assertThat(sim.now().minus(before)).isLessThan(Duration.ofSeconds(1));
    sim.await(application.stopService());
  }

  @Test
  void aClientThatGoesBeforeThePoemHasComeHarmsNobody() throws Exception {
    var factory =
        new SlowPoetryFactory(
            host.reactor(),
            ByteBuffer.wrap("Burnt Norton".getBytes(UTF_8)),
            1,
            Duration.ofSeconds(1));
    host.start(reactor -> reactor.listenTcp(10_001, factory));
    Application application = application("PoetryProxy");
    application.setReactor(host.reactor());
    application.startService();
    Deferred<String> gone = get(10_000).handle(cancelled -> {});
    sim.runFor(Duration.ofSeconds(3));
    gone.cancel();
    sim.runFor(Duration.ofSeconds(3));
    assertThat(sim.await(get(10_000))).isEqualTo("Burnt Norton");
    sim.await(application.stopService());
  }
}
