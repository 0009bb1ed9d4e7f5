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
 * Part 10: client 5, but all exceptions go down the chain.
 *
 * <p>Watch {@code cummingsifyFailed}: an errback that deals with one kind of failure, by returning
 * the poem that the exception carries, and passes all others on, by throwing what it holds. With
 * that the chain goes back to the callbacks or stays with the errbacks.
 */
public final class Client51 implements Program {
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
          .addCallback(poem -> cummingsify(engine, poem))
          .addErrback(this::cummingsifyFailed)
          .onResult(out::poem)
          .handle(Client51::poemFailed)
          .onBoth(() -> poemDone(reactor));
    }
    reactor.run();
    return 0;
  }

  /** Every exception that is not about gibberish becomes the one that carries the poem. */
  private static byte[] cummingsify(Cummingsifier engine, byte[] poem)
      throws GibberishException, CannotCummingsifyException {
    try {
      return engine.cummingsify(poem);
    } catch (IllegalArgumentException _) {
      throw new CannotCummingsifyException(poem);
    }
  }

  private byte[] cummingsifyFailed(Failure failure) throws Exception {
    CannotCummingsifyException cannot = failure.check(CannotCummingsifyException.class);
    if (cannot == null) {
      throw failure.raiseException();
    }
    out.line("Cummingsify failed!");
    return cannot.poem();
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
