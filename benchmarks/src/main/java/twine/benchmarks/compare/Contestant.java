package twine.benchmarks.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import twine.benchmarks.compare.Scenario.Work;

/** The servers that can be compared; the first one present is the yardstick for the others. */
enum Contestant {
  C("C on epoll", ""),
  NIO("bare `java.nio`", "NioServer"),
  TWINE("**Twine**", "TwineServer"),
  NETTY_NIO("Netty on `java.nio`", "NettyServer", "nio"),
  NETTY_EPOLL("Netty on epoll", "NettyServer", "epoll");

  /** All names, as they are typed. */
  static final String NAMES = "c,nio,twine,netty-nio,netty-epoll";

  private static final String SERVERS = "twine.benchmarks.servers.";

  private static final List<String> JVM_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms512m",
          "-Xmx512m",
          "--enable-native-access=ALL-UNNAMED",
          // Netty as its own users tune it for speed: no tracing of leaks, no checks of access.
          "-Dio.netty.leakDetection.level=disabled",
          "-Dio.netty.buffer.checkAccessible=false",
          "-Dio.netty.buffer.checkBounds=false");

  private final String label;
  private final String mainClass;
  private final String kind;

  Contestant(String label, String mainClass) {
    this(label, mainClass, "");
  }

  Contestant(String label, String mainClass, String kind) {
    this.label = label;
    this.mainClass = mainClass;
    this.kind = kind;
  }

  /** How tables name it. */
  String label() {
    return label;
  }

  /** Whether it runs on a JVM, so that its heap can be looked at. */
  boolean onJvm() {
    return this != C;
  }

  /** The command line of a server that does {@code work} on {@code port}. */
  List<String> command(Work work, int port) {
    List<String> command = new ArrayList<>();
    if (this == C) {
      command.add(Machine.cServer().orElseThrow().toString());
    } else {
      command.addAll(Machine.java(JVM_OPTIONS));
      command.add(SERVERS + mainClass);
    }
    command.add(work.argument());
    command.add(Integer.toString(port));
    if (!kind.isEmpty()) {
      command.add(kind);
    }
    return command;
  }

  /** The name that is typed, such as {@code netty-nio}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For command lines. */
  static final class Converter implements ITypeConverter<Contestant> {
    @Override
    public Contestant convert(String name) {
      return Arrays.stream(values())
          .filter(contestant -> contestant.toString().equals(name))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("'" + name + "' is none of " + NAMES));
    }
  }

  /** Those of {@code wanted} that can run here; of the others it is said why they cannot. */
  static List<Contestant> present(List<Contestant> wanted) {
    List<Contestant> present = new ArrayList<>();
    for (Contestant contestant : wanted) {
      Optional<String> obstacle = contestant.obstacle();
      if (obstacle.isEmpty()) {
        present.add(contestant);
      } else {
        Console.say(contestant + " is left out: " + obstacle.get());
      }
    }
    present.sort(null);
    return present;
  }

  /** Why it cannot run here, if it cannot. */
  Optional<String> obstacle() {
    if (this == C && Machine.cServer().isEmpty()) {
      return Optional.of("there is no C compiler (cc)");
    }
    if (this == NETTY_EPOLL && !System.getProperty("os.arch").equals("amd64")) {
      return Optional.of("its native library is here for x86-64 only");
    }
    return Optional.empty();
  }
}
