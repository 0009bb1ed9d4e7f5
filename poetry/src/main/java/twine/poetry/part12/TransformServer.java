package twine.poetry.part12;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpPort;
import twine.poetry.command.Arguments;
import twine.poetry.command.ListenAt;
import twine.poetry.command.Numbers;
import twine.poetry.command.Program;
import twine.poetry.command.Serving;
import twine.poetry.command.Usage;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 12: the poetry transformation server.
 *
 * <p>Watch {@code run}, where one service is given to the factories of two protocols (Figure 27,
 * exercise 3).
 */
public final class TransformServer implements Program {

  /** The longest request, in bytes. */
  static final int MAX_REQUEST = 1024 * 1024;

  private final ListenAt at = new ListenAt();
  private final Options options = new Options();

  @Override
  public Usage usage() {
    return new Usage(
        "Transforms poems: a client sends the netstring NAME.POEM, of at most 1 MiB, and gets the "
            + "netstring of the transformed poem. The names are "
            + String.join(", ", TransformService.names())
            + ". Whoever asks for anything else is disconnected, and standard error says why. "
            + "Ends by Ctrl-C.",
        at,
        options);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    Transforms service = service(reactor);
    listen(reactor, at.port(), "transforms", TransformProtocol::new, service);
    options
        .linePort()
        .ifPresent(port ->
            listen(reactor, port, "transforms by lines", LineTransformProtocol::new, service));
    reactor.run();
    return 0;
  }

  private Transforms service(Reactor reactor) {
    var service = new TransformService();
    return options.delay().isZero()
        ? service
        : new SlowTransforms(reactor, options.delay(), service);
  }

  private void listen(
      Reactor reactor,
      int wanted,
      String what,
      BiFunction<Transforms, Consumer<String>, Protocol> protocol,
      Transforms service) {
    Factory factory = Factory.of(() -> protocol.apply(service, System.err::println));
    TcpPort port = reactor.listenTcp(wanted, factory, at.listenOptions());
    reactor.callWhenRunning(() -> Serving.say(what, port.getHost()));
  }

  /** What the exercises ask for. */
  private static final class Options implements Arguments {
    private final OptionSpec linePort =
        OptionSpec.builder("--line-port")
            .paramLabel("N")
            .type(Integer.class)
            .converters(Numbers::port)
            .description(
                "Listen on this port, too: for lines of text, NAME and a space and one line of "
                    + "a poem, of at most 1 MiB, answered by the transformed line.")
            .build();

    private final OptionSpec delay =
        OptionSpec.builder("--delay")
            .paramLabel("S")
            .type(Duration.class)
            .converters(Numbers::delay)
            .defaultValue("0")
            .description("How many seconds each poem takes, without keeping others waiting.")
            .build();

    @Override
    public void addTo(CommandSpec command) {
      command.addOption(linePort).addOption(delay);
    }

    private Optional<Integer> linePort() {
      @Nullable Integer given = linePort.getValue();
      return Optional.ofNullable(given);
    }

    private Duration delay() {
      return delay.getValue();
    }
  }
}
