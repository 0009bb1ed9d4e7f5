package twine.poetry.part8;

import twine.defer.Failure;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.Program;
import twine.poetry.command.Stack;
import twine.poetry.command.Stop;
import twine.poetry.command.Usage;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 8: client 4, but it shows the stack when the first poem is there, and ends.
 *
 * <p>Watch that a Deferred does nothing by itself: the callback runs because the factory fired the
 * Deferred, and that because the reactor told the protocol that the connection is over.
 */
public final class Client4Stack implements Program {
  private final Addresses addresses = new Addresses();

  private int errors;

  @Override
  public Usage usage() {
    return new Usage("Prints the stack when the first poem is complete, and ends.", addresses);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    for (TcpAddress server : addresses.servers()) {
      PoetryClient.getPoetry(reactor, server)
          .onResult(poem -> gotPoem())
          .handle(failure -> poemFailed(failure, reactor));
    }
    reactor.run();
    return 0;
  }

  private static void gotPoem() {
    Stack.print();
    Runtime.getRuntime().halt(0);
  }

  private void poemFailed(Failure failure, Reactor reactor) {
    System.err.println("Poem failed: " + failure.getErrorMessage());
    errors++;
    if (errors == addresses.size()) {
      Stop.reactor(reactor);
    }
  }
}
