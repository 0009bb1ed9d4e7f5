package twine.poetry.part6;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.FactoryProtocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionDoneException;
import twine.poetry.command.Addresses;
import twine.poetry.command.PoemBuffer;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.Usage;
import twine.reactor.Reactor;
import twine.reactor.ReactorTcp;
import twine.reactor.Reactors;

/**
 * Part 6: the client with a callback.
 *
 * <p>Watch {@code getPoetry}: it can be called by anybody who has a reactor, because it only gets a
 * poem; starting and stopping is up to {@code run}. And watch what is missing: nobody says when
 * there will be no poem, so this program waits for ever then. Client 3.1 is the cure.
 */
public final class Client3 implements Program {
  private final Addresses addresses = new Addresses();

  @Override
  public Usage usage() {
    return new Usage(
        "Gets all poems at once and prints them in the order in which they are complete.\n\n"
            + "It waits for ever, until Ctrl-C, when a server cannot be reached or dies in the "
            + "middle: its callback can only take a poem. That is the point of it; client-3.1 "
            + "does better.",
        addresses);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    List<byte[]> poems = new ArrayList<>();
    for (TcpAddress server : addresses.servers()) {
      getPoetry(
          reactor,
          server,
          poem -> {
            poems.add(poem);
            if (poems.size() == addresses.size()) {
              Stop.reactor(reactor);
            }
          });
    }
    reactor.run();
    PoemOutput out = PoemOutput.standard();
    poems.forEach(out::poem);
    return 0;
  }

  /** Downloads a poem from a server and calls {@code callback} with it when it is complete. */
  static void getPoetry(ReactorTcp reactor, TcpAddress server, Consumer<byte[]> callback) {
    reactor.connectTcp(server, new PoetryClientFactory(callback));
  }

  /** One download. */
  private static final class PoetryProtocol extends FactoryProtocol<PoetryClientFactory> {
    private final PoemBuffer poem = new PoemBuffer();

    @Override
    public void dataReceived(ByteBuffer data) {
      poem.add(data);
    }

    @Override
    public void connectionLost(Failure reason) {
      if (reason.check(ConnectionDoneException.class) != null) {
        factory().callback.accept(poem.toByteArray());
      }
    }
  }

  /** Keeps the callback for the protocol that it makes. */
  private static final class PoetryClientFactory extends ClientFactory {
    private final Consumer<byte[]> callback;

    PoetryClientFactory(Consumer<byte[]> callback) {
      super(PoetryProtocol::new);
      this.callback = callback;
    }
  }
}
