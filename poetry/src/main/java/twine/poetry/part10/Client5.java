package twine.poetry.part10;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import twine.defer.Failure;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.Stop;
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
@Command(
    description =
        "Gets all poems at once and cummingsifies them, which works only sometimes: at random the "
            + "poem is in lower case, is as it was, or is refused.")
public final class Client5 implements Runnable {
  private final PoemOutput out = PoemOutput.standard();

  @Mixin private Addresses addresses = new Addresses();
  @Mixin private Mood mood = new Mood();

  private int done;

  /** For picocli, which fills it in. */
  public Client5() {}

  @Override
  public void run() {
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
    if (done == addresses.servers().size()) {
      Stop.reactor(reactor);
    }
  }
}
