package twine.poetry.part17;

import static twine.coroutine.Coroutine.await;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.coroutine.Coroutine;
import twine.defer.Failure;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.Arguments;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.Transformation;
import twine.poetry.command.Usage;
import twine.poetry.part13.Transformer;
import twine.poetry.part8.PoetryClient;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 17: the client that is written straight down.
 *
 * <p>Watch {@code getTransformedPoem}: it waits twice, and each time the other poems go on coming.
 * Compare it with the chain of {@link twine.poetry.part13.Client6}; and what is still chained to it
 * in {@code run} with {@code getAndPrint}, where all of that is inside, too (exercises 5 and 6).
 * Then turn off a server, and see with {@code --trace} which line it was that waited in vain.
 */
public final class Client7 implements Program {
  private final PoemOutput out = PoemOutput.standard();

  private final Transformation transformation = new Transformation();
  private final Addresses addresses = Addresses.afterTransformServer();
  private final Options options = new Options();

  private int done;

  @Override
  public Usage usage() {
    return new Usage(
        "Gets all poems at once and has each transformed by a server. A poem that the server does "
            + "not transform stays as it is.",
        transformation,
        addresses,
        options);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    Transformer transformer = Transformer.of(reactor, transformation);
    for (TcpAddress server : addresses.servers()) {
      if (options.inside()) {
        Coroutine.start(() -> getAndPrint(reactor, transformer, server));
      } else {
        Coroutine.start(() -> getTransformedPoem(reactor, transformer, server))
            .onResult(out::poem)
            .handle(this::poemFailed)
            .onBoth(() -> poemDone(reactor));
      }
    }
    reactor.run();
    return 0;
  }

  private byte[] getTransformedPoem(Reactor reactor, Transformer transformer, TcpAddress server)
      throws Exception {
    byte[] poem = await(PoetryClient.getPoetry(reactor, server));
    try {
      return await(transformer.transform(poem));
    } catch (Exception e) {
      Failure failure = Failure.caught(e);
      transformer.complain(failure);
      options.trace(failure);
      return poem;
    }
  }

  private void poemFailed(Failure failure) {
    System.err.println("The poem download failed: " + failure.getErrorMessage());
    options.trace(failure);
  }

  private void poemDone(Reactor reactor) {
    done++;
    if (done == addresses.size()) {
      Stop.reactor(reactor);
    }
  }

  /** The callbacks moved inside. Whatever happens there, it comes to its end, and so to finally. */
  private @Nullable Void getAndPrint(Reactor reactor, Transformer transformer, TcpAddress server) {
    try {
      out.poem(getTransformedPoem(reactor, transformer, server));
    } catch (Exception e) {
      poemFailed(Failure.caught(e));
    } finally {
      poemDone(reactor);
    }
    return null;
  }

  private static final class Options implements Arguments {
    private final OptionSpec inside =
        flag("--inside", "Do without callbacks; what is printed is the same.");
    private final OptionSpec trace =
        flag("--trace", "Print of each failure where it came from, down to the line that waited.");

    private static OptionSpec flag(String name, String description) {
      return OptionSpec.builder(name)
          .type(boolean.class)
          .arity("0")
          .defaultValue("false")
          .description(description)
          .build();
    }

    @Override
    public void addTo(CommandSpec command) {
      command.addOption(inside).addOption(trace);
    }

    private boolean inside() {
      return inside.<Boolean>getValue();
    }

    private void trace(Failure failure) {
      if (trace.<Boolean>getValue()) {
        failure.printTraceback();
      }
    }
  }
}
