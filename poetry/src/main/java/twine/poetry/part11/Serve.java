package twine.poetry.part11;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twine.net.Factory;
import twine.net.TcpPort;
import twine.poetry.command.ListenAt;
import twine.poetry.command.Numbers;
import twine.poetry.command.PoemFile;
import twine.poetry.command.UsageException;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 11: the server a person would use (exercises 3 and 4).
 *
 * <p>Watch that one reactor serves any number of ports, and that it can be slow to each client
 * without keeping the others waiting.
 */
@Command(
    description =
        "Serves poems, each on a port of its own, to any number of clients at once. Ends by Ctrl-C.")
public final class Serve implements Runnable {
  private static final int HIGHEST_PORT = 65_535;
  private static final int USUAL_NUM_BYTES = 10;
  private static final Duration USUAL_DELAY = Duration.ofMillis(100);

  @Mixin private ListenAt at = new ListenAt();

  @Option(
      names = "--num-bytes",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = "Send slowly, N bytes at a time; 10 if only --delay is given.")
  private @Nullable Integer numBytes;

  @Option(
      names = "--delay",
      paramLabel = "S",
      converter = Numbers.Delay.class,
      description = "Send slowly, waiting S seconds in between; 0.1 if only --num-bytes is given.")
  private @Nullable Duration delay;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      converter = PoemFile.Converter.class,
      description = "The poems: the first on the port given, the others on those that follow it.")
  private List<PoemFile> files = List.of();

  /** For picocli, which fills it in. */
  public Serve() {}

  @Override
  public void run() {
    if (at.port() > HIGHEST_PORT - files.size() + 1) {
      throw new UsageException(
          "'" + at.port() + "' leaves no port for the last of " + files.size() + " poems");
    }
    Reactor reactor = Reactors.installed();
    for (int i = 0; i < files.size(); i++) {
      PoemFile file = files.get(i);
      int wanted = at.port() == 0 ? 0 : at.port() + i;
      TcpPort port = reactor.listenTcp(wanted, factory(reactor, file), at.listenOptions());
      System.out.println("Serving " + file.name() + " on " + port.getHost() + ".");
    }
    reactor.run();
  }

  private Factory factory(Reactor reactor, PoemFile file) {
    if (numBytes == null && delay == null) {
      return new FastServer.PoetryFactory(file.poem());
    }
    return new SlowPoetryFactory(
        reactor,
        file.poem(),
        numBytes == null ? USUAL_NUM_BYTES : numBytes,
        delay == null ? USUAL_DELAY : delay);
  }
}
