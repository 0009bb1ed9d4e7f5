package twine.benchmarks.contestant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import twine.benchmarks.machine.Console;

/** The servers that can be compared; the first one present is the yardstick for the others. */
public enum Contestant {
  /** The plain server in C. */
  C("C on epoll", new NativeProgram("benchmark.cServer", "cc", "C compiler", "--version")),
  /** A bare loop on {@code java.nio}. */
  NIO("bare `java.nio`", JvmProgram.plain("NioServer")),
  /** Twine on its reactor of {@code java.nio}. */
  TWINE("**Twine**", JvmProgram.twine("nio")),
  /** Twine on its reactor of Linux's epoll. */
  TWINE_EPOLL("**Twine on epoll**", JvmProgram.twine("epoll")),
  /** Netty on {@code java.nio}. */
  NETTY_NIO("Netty on `java.nio`", JvmProgram.netty("nio")),
  /** Netty on its native epoll transport. */
  NETTY_EPOLL("Netty on epoll", JvmProgram.netty("epoll")),
  /** Netty on its native io_uring transport. */
  NETTY_IO_URING("Netty on io_uring", JvmProgram.netty("io_uring")),
  /** Vert.x. */
  VERTX("Vert.x", JvmProgram.vertx()),
  /** Blocking sockets on virtual threads. */
  VIRTUAL_THREADS("virtual threads", JvmProgram.plain("VirtualThreadServer")),
  /** Go. */
  GO("Go", new NativeProgram("benchmark.goServer", "go", "Go compiler", "version")),
  /** Node. */
  NODE("Node", new ScriptProgram(Interpreter.NODE, "node/server.js")),
  /** Python's asyncio, on uvloop where there is one. */
  ASYNCIO("asyncio", new ScriptProgram(Interpreter.PYTHON, "python/asyncio_server.py")),
  /** Twisted. */
  TWISTED(
      "Twisted", new ScriptProgram(Interpreter.PYTHON_WITH_TWISTED, "python/twisted_server.py"));

  /** All names, as they are typed. */
  public static final String NAMES =
      "c,nio,twine,twine-epoll,netty-nio,netty-epoll,netty-io-uring,vertx,virtual-threads,go,node,"
          + "asyncio,twisted";

  private final String label;

  // A record of what never changes, but nothing says so to the checker.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Program program;

  Contestant(String label, Program program) {
    this.label = label;
    this.program = program;
  }

  /** How tables name it. */
  public String label() {
    boolean uvloop =
        this == ASYNCIO && program.version().filter(said -> said.startsWith("uvloop")).isPresent();
    return uvloop ? label + " on uvloop" : label;
  }

  /** How it is run. */
  public Program program() {
    return program;
  }

  /** Whether it runs on a JVM, so that its heap can be looked at. */
  public boolean onJvm() {
    return program instanceof JvmProgram;
  }

  /** The name that is typed, such as {@code netty-nio}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For command lines. */
  public static final class Converter implements ITypeConverter<Contestant> {
    /** For picocli. */
    public Converter() {}

    @Override
    public Contestant convert(String name) {
      return Arrays.stream(values())
          .filter(contestant -> contestant.toString().equals(name))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("'" + name + "' is none of " + NAMES));
    }
  }

  /** Those of {@code wanted} that can run here; of the others it is said why they cannot. */
  public static List<Contestant> present(List<Contestant> wanted) {
    List<Contestant> present = new ArrayList<>();
    for (Contestant contestant : wanted) {
      Optional<String> obstacle = contestant.program.obstacle();
      if (obstacle.isEmpty()) {
        present.add(contestant);
      } else {
        Console.say(contestant + " is left out: " + obstacle.get());
      }
    }
    if (present.isEmpty()) {
      throw new IllegalStateException("none of the servers can run here");
    }
    present.sort(null);
    return present;
  }

  /** What all of them that can run here are built on, without repetitions. */
  public static List<String> versions() {
    return Arrays.stream(values())
        .map(Contestant::program)
        .filter(program -> program.obstacle().isEmpty())
        .map(Program::version)
        .flatMap(Optional::stream)
        .distinct()
        .collect(Collectors.toList());
  }
}
