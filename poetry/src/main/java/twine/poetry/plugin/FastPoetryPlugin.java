package twine.poetry.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.app.net.TcpServer;
import twine.app.service.MultiService;
import twine.poetry.command.Arguments;
import twine.poetry.command.Numbers;
import twine.poetry.command.UsageException;

/** Part 16: FastPoetry 3.0, with a second poem on another port if one likes (exercise 3). */
public final class FastPoetryPlugin extends PoetryPlugin {
  private final Place place;
  private final Poem poem;
  private final SecondPoem second;

  /** For {@code twined}. */
  public FastPoetryPlugin() {
    this(new Place(10_000), new Poem(), new SecondPoem());
  }

  private FastPoetryPlugin(Place place, Poem poem, SecondPoem second) {
    super("fastpoetry", "A fast poetry service.", List.of(poem, place, second));
    this.place = place;
    this.poem = poem;
    this.second = second;
  }

  @Override
  MultiService make() {
    MultiService top = serve(poem.service(), place.port());
    if (second.isGiven()) {
      // In a collection of its own: all of the second poem can be taken out at once.
      serve(second.service(), second.port()).setServiceParent(top);
    }
    return top;
  }

  private MultiService serve(PoetryService poetry, int port) {
    return MultiService.of(poetry, TcpServer.on(place.iface(), port, new PoetryFactory(poetry)));
  }

  private static final class SecondPoem implements Arguments {
    private final OptionSpec file =
        OptionSpec.builder("--second-poem")
            .paramLabel("FILE")
            .type(String.class)
            .description("The file containing a second poem, for another port.")
            .build();

    private final OptionSpec port =
        OptionSpec.builder("--second-port")
            .paramLabel("N")
            .type(Integer.class)
            .converters(Numbers::port)
            .description("The port number to serve the second poem on.")
            .build();

    @Override
    public void addTo(CommandSpec command) {
      command.addOption(file).addOption(port);
    }

    boolean isGiven() {
      @Nullable String name = file.getValue();
      @Nullable Integer number = port.getValue();
      if ((name == null) != (number == null)) {
        throw new UsageException("--second-poem and --second-port go together");
      }
      return name != null;
    }

    PoetryService service() {
      return Poem.service(file.getValue());
    }

    int port() {
      return port.<Integer>getValue();
    }
  }
}
