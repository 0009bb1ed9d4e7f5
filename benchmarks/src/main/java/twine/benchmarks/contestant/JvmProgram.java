package twine.benchmarks.contestant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import twine.benchmarks.machine.Machine;
import twine.benchmarks.servers.Work;

/**
 * A server that runs on the JVM that this program runs on.
 *
 * @param mainClass its class, in the package of servers
 * @param options what the JVM is told beyond what it is told for all
 * @param arguments what the server is told beyond its work and its port
 * @param hindrance asks why it cannot run here, if it cannot
 * @param library asks which library it uses, and its version
 */
public record JvmProgram(
    String mainClass,
    List<String> options,
    List<String> arguments,
    Supplier<Optional<String>> hindrance,
    Supplier<Optional<String>> library)
    implements Program {
  private static final String SERVERS = Work.class.getPackageName() + ".";

  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms512m",
          "-Xmx512m",
          "--enable-native-access=ALL-UNNAMED",
          // Netty's memory outside the heap, without a warning.
          "--sun-misc-unsafe-memory-access=allow",
          // Netty as its own users tune it for speed: no tracing of leaks, no checks of access.
          "-Dio.netty.leakDetection.level=disabled",
          "-Dio.netty.buffer.checkAccessible=false",
          "-Dio.netty.buffer.checkBounds=false");

  /** A server that can run everywhere and uses nothing but the JDK. */
  static JvmProgram plain(String mainClass) {
    return new JvmProgram(mainClass, List.of(), List.of(), Optional::empty, Optional::empty);
  }

  /** Twine's server on the reactor of this name. */
  static JvmProgram twine(String reactor) {
    return new JvmProgram(
        "TwineServer",
        List.of("-Dtwine.reactor=" + reactor),
        List.of(),
        () -> Libraries.reactorObstacle(reactor),
        Optional::empty);
  }

  /** Netty's server on the transport of this name. */
  static JvmProgram netty(String transport) {
    return new JvmProgram(
        "NettyServer",
        List.of(),
        List.of(transport),
        () -> Libraries.nettyObstacle(transport),
        Libraries::netty);
  }

  /** Vert.x's server. */
  static JvmProgram vertx() {
    return new JvmProgram("VertxServer", List.of(), List.of(), Optional::empty, Libraries::vertx);
  }

  /** The same, which remembers what the JVM did in this cache when it ends. */
  public JvmProgram writingCache(Path cache) {
    return with("-XX:AOTCacheOutput=" + cache);
  }

  /** The same, which begins with what this cache holds. */
  public JvmProgram readingCache(Path cache) {
    return with("-XX:AOTCache=" + cache);
  }

  private JvmProgram with(String option) {
    List<String> more = new ArrayList<>(options);
    more.add(option);
    return new JvmProgram(mainClass, more, arguments, hindrance, library);
  }

  @Override
  public List<String> command(Work work, int port) {
    List<String> all = new ArrayList<>(OPTIONS);
    all.addAll(options);
    List<String> command = new ArrayList<>(Machine.java(all));
    command.addAll(List.of(SERVERS + mainClass, work.argument(), Integer.toString(port)));
    command.addAll(arguments);
    return command;
  }

  @Override
  public Optional<String> obstacle() {
    return hindrance.get();
  }

  @Override
  public Optional<String> version() {
    return library.get();
  }
}
