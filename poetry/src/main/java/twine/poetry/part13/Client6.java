package twine.poetry.part13;

import twine.defer.Failure;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.Transformation;
import twine.poetry.command.Usage;
import twine.poetry.download.Download;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 13: the client that has its poems transformed by a server.
 *
 * <p>Watch the chain in {@code run}: its first callback gives a Deferred, and what stands below it
 * waits until that has fired, as if it were one chain. Run it again with the transform server gone.
 */
public final class Client6 implements Program {
  private final PoemOutput out = PoemOutput.standard();

  private final Transformation transformation = new Transformation();
  private final Addresses addresses = Addresses.afterTransformServer();

  private int done;

  @Override
  public Usage usage() {
    return new Usage(
        "Gets all poems at once and has each transformed by a server. A poem that the server does "
            + "not transform stays as it is.",
        transformation,
        addresses);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    Transformer transformer = Transformer.of(reactor, transformation);
    for (TcpAddress server : addresses.servers()) {
      Download.getPoetry(reactor, server)
          .addAsyncCallback(transformer::tryToTransform)
          .onResult(out::poem)
          .handle(Client6::poemFailed)
          .onBoth(() -> poemDone(reactor));
    }
    reactor.run();
    return 0;
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
