package twine.poetry.get;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.GiveUp;
import twine.poetry.command.Numbers;
import twine.poetry.command.Stop;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/** The client a person would use. */
@Command(
    description =
        "Gets all poems at once and prints them in the order of the addresses; what happens meanwhile "
            + "is told on standard error. The exit status is 1 if a poem could not be had.")
public final class Get implements Callable<Integer> {
  @Mixin private Addresses addresses = new Addresses();
  @Mixin private GiveUp giveUp = new GiveUp();

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "0",
      converter = Numbers.CountOrNone.class,
      description =
          "Try again so many times after a failure, half a second later at first and twice as late "
              + "each time, but never more than 30 seconds.")
  private int retries;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Write each poem to a file of its own in DIR instead of printing it.")
  private @Nullable Path directory;

  /** For picocli, which fills it in. */
  public Get() {}

  @Override
  public Integer call() {
    Destination destination = directory == null ? new Printed() : PoemFiles.in(directory);
    Reactor reactor = Reactors.installed();
    List<TcpAddress> servers = addresses.servers();
    var news = new News(reactor, servers.size());
    var results = new Results(servers, destination);
    for (int i = 0; i < servers.size(); i++) {
      int place = i;
      new Attempts(reactor, servers.get(i), giveUp.timeout(), retries, news)
          .poem()
          .onBoth(outcome -> results.settle(place, outcome))
          .handle(_ -> {}) // it is told already, with the others in order
          .onBoth(() -> stopAfterLast(results, reactor));
    }
    reactor.run();
    results.tellWhatIsMissing();
    return results.allGot() ? 0 : 1;
  }

  private static void stopAfterLast(Results results, Reactor reactor) {
    if (results.allSettled()) {
      Stop.reactor(reactor);
    }
  }
}
