package twine.poetry.part10;

import twine.defer.Failure;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.Usage;
import twine.poetry.part8.PoetryClient;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 10: the client that transforms its poems.
 *
 * <p>Watch the first callback, {@code tryToCummingsify}: it may return or throw, and with that it
 * chooses whether the chain goes on with the next callback or the next errback. Run it again until
 * you have seen all three outcomes.
 */
public final class Client5 implements Program {
  private final PoemOutput out = PoemOutput.standard();

  private final Addresses addresses = new Addresses();
  private final Mood mood = new Mood();

  private int done;

  @Override
  public Usage usage() {
    return new Usage(
        "Gets all poems at once and cummingsifies them, which works only sometimes: at "
            + "random the poem is in lower case, is as it was, or is refused.",
        addresses,
        mood);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    var engine = new Cummingsifier(mood.chance(reactor));
    for (TcpAddress server : addresses.servers()) {
      PoetryClient.getPoetry(reactor, server)
          .addCallback(poem -> tryToCummingsify(engine, poem))
          .onResult(out::poem)
          .handle(Client5::poemFailed)
          .onBoth(() -> poemDone(reactor));
    }
    reactor.run();
    return 0;
  }

  private byte[] tryToCummingsify(Cummingsifier engine, byte[] poem) throws GibberishException {
    try {
      return engine.cummingsify(poem);
    } catch (IllegalArgumentException _) {
      out.line("Cummingsify failed!");
      return poem;
    }
  }

  private static void poemFailed(Failure failure) {
    System.err.println("The poem download failed. (" + failure.getErrorMessage() + ")");
  }

  private void poemDone(Reactor reactor) {
    done++;
    if (done == addresses.size()) {
      Stop.reactor(reactor);
    }
  }
}
