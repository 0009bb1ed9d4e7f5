package twine.poetry.part8;

import java.util.ArrayList;
import java.util.List;
import twine.defer.Failure;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.GiveUp;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.Usage;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 8: the client with Deferreds.
 *
 * <p>Watch the chain in {@code run}: a poem or an error first, and then, for both, the same end.
 * Exercises 1 and 2 are done: there is a time-out, and what failed names its server.
 */
public final class Client4 implements Program {
  private final Addresses addresses = new Addresses();
  private final GiveUp giveUp = new GiveUp();

  private final List<byte[]> poems = new ArrayList<>();
  private final List<Failure> errors = new ArrayList<>();

  @Override
  public Usage usage() {
    return new Usage(
        "Gets all poems at once and prints them in the order in which they are complete. "
            + "Of a server that cannot be reached, or that dies, it says why there is no poem.",
        addresses,
        giveUp);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    for (TcpAddress server : addresses.servers()) {
      PoetryClient.getPoetry(reactor, server, giveUp)
          .onResult(poems::add)
          .handle(this::poemFailed)
          .onBoth(() -> poemDone(reactor));
    }
    reactor.run();
    PoemOutput out = PoemOutput.standard();
    poems.forEach(out::poem);
    return 0;
  }

  private void poemFailed(Failure failure) {
    System.err.println("Poem failed: " + failure.getErrorMessage());
    errors.add(failure);
  }

  private void poemDone(Reactor reactor) {
    if (poems.size() + errors.size() == addresses.size()) {
      Stop.reactor(reactor);
    }
  }
}
