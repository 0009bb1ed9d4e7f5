package twine.poetry.part18;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.defer.Deferred;
import twine.defer.DeferredList;
import twine.defer.Failure;
import twine.defer.Outcome;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.Arguments;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.Transformation;
import twine.poetry.command.Usage;
import twine.poetry.download.Download;
import twine.poetry.part13.Transformer;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 18: the client that waits for a list of Deferreds.
 *
 * <p>Watch that nothing is counted any more: the list fires when every poem is there or has failed.
 * With {@code --at-end} (exercise 4) its result is what is printed.
 */
public final class Client8 implements Program {
  private final PoemOutput out = PoemOutput.standard();

  private final Transformation transformation = new Transformation();
  private final Addresses addresses = Addresses.afterTransformServer();
  private final AtEnd atEnd = new AtEnd();

  @Override
  public Usage usage() {
    return new Usage(
        "Gets all poems at once and has each transformed by a server. A poem that the server does "
            + "not transform stays as it is.",
        transformation,
        addresses,
        atEnd);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    Transformer transformer = Transformer.of(reactor, transformation);
    List<Deferred<byte[]>> poems = new ArrayList<>();
    for (TcpAddress server : addresses.servers()) {
      Deferred<byte[]> poem = getTransformedPoem(reactor, transformer, server);
      poems.add(atEnd.isAskedFor() ? poem : poem.onResult(out::poem));
    }
    DeferredList.of(poems, DeferredList.Errors.CONSUME)
        .onResult(outcomes -> allDone(reactor, outcomes));
    reactor.run();
    return 0;
  }

  private static Deferred<byte[]> getTransformedPoem(
      Reactor reactor, Transformer transformer, TcpAddress server) {
    return Download.getPoetry(reactor, server)
        .onFailure(Client8::poemFailed)
        .addAsyncCallback(transformer::tryToTransform);
  }

  private static void poemFailed(Failure failure) {
    System.err.println("The poem download failed: " + failure.getErrorMessage());
  }

  private void allDone(Reactor reactor, List<Outcome<byte[]>> outcomes) {
    if (atEnd.isAskedFor()) {
      for (Outcome<byte[]> outcome : outcomes) {
        if (outcome instanceof Outcome.Success<byte[]>(byte[] poem)) {
          out.poem(poem);
        }
      }
    }
    Stop.reactor(reactor);
  }

  /** When to print (exercise 4). */
  private static final class AtEnd implements Arguments {
    private final OptionSpec option =
        OptionSpec.builder("--at-end")
            .type(boolean.class)
            .arity("0")
            .defaultValue("false")
            .description("Print no poem before all are complete; then in the order of ADDRESS.")
            .build();

    @Override
    public void addTo(CommandSpec command) {
      command.addOption(option);
    }

    private boolean isAskedFor() {
      return option.<Boolean>getValue();
    }
  }
}
