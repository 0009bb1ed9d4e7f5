package twine.poetry.get;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.AsNetstring;
import twine.poetry.command.GiveUp;
import twine.poetry.command.Numbers;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.Usage;
import twine.poetry.download.Download;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/** The client a person would use. */
public final class Get implements Program {
  private final Addresses addresses = new Addresses();
  private final GiveUp giveUp = new GiveUp();
  private final AsNetstring netstring =
      new AsNetstring(
          "Take each poem as a netstring, as serve --netstring sends it: one that is cut short is "
              + "then a failure. The longest that is taken has 64 MiB.");
  private final Via via = new Via();

  private final OptionSpec retries =
      OptionSpec.builder("--retries")
          .paramLabel("N")
          .type(Integer.class)
          .converters(Numbers::countOrNone)
          .defaultValue("0")
          .description(
              "Try again so many times after a failure, half a second later at first and twice as "
                  + "late each time, but never more than 30 seconds.")
          .build();

  private final OptionSpec directory =
      OptionSpec.builder("--output")
          .paramLabel("DIR")
          .type(String.class)
          .description("Write each poem to a file of its own in DIR instead of printing it.")
          .build();

  @Override
  public Usage usage() {
    return new Usage(
        "Gets all poems at once and prints them in the order of the addresses; what "
            + "happens meanwhile is told on standard error. The exit status is 1 if a poem "
            + "could not be had.",
        addresses,
        giveUp,
        netstring,
        via,
        command -> command.addOption(retries).addOption(directory));
  }

  @Override
  public int run() {
    List<TcpAddress> servers = addresses.servers();
    Destination destination = destination();
    Way way = netstring.isGiven() ? NetstringDownload::getPoetry : Download::getPoetry;
    Reactor reactor = Reactors.installed();
    var news = new News(reactor, servers.size());
    var results = new Results(servers, destination);
    var getting =
        new Getting(reactor, way, giveUp.timeout(), retries.getValue(), via.wanted(), news);
    for (int i = 0; i < servers.size(); i++) {
      int place = i;
      TcpAddress server = servers.get(place);
      getting
          .poem(server, failure -> results.notTransformed(server, failure))
          .onBoth(outcome -> results.settle(place, outcome))
          .handle(_ -> {}) // it is told already
          .onBoth(() -> stopAfterLast(results, reactor));
    }
    reactor.run();
    results.tellWhatIsMissing();
    return results.allAsWanted() ? 0 : 1;
  }

  private Destination destination() {
    @Nullable String name = directory.getValue();
    return name == null ? new Printed() : PoemFiles.in(name);
  }

  private static void stopAfterLast(Results results, Reactor reactor) {
    if (results.allSettled()) {
      Stop.reactor(reactor);
    }
  }
}
