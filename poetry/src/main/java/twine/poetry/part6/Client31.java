package twine.poetry.part6;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.loop.DelayedCall;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.FactoryProtocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionDoneException;
import twine.poetry.command.Addresses;
import twine.poetry.command.GiveUp;
import twine.poetry.command.PoemBuffer;
import twine.poetry.command.PoemLostException;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.PoemTimedOutException;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.Usage;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 6: the client with a callback and an errback.
 *
 * <p>Watch that for each call of {@code getPoetry} exactly one of the two is called, exactly once,
 * whatever happens; it takes some care in the factory. Exercise 1 is done: the time-out is one more
 * way to fail, and an exception of its own.
 */
public final class Client31 implements Program {
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
      getPoetry(
          reactor,
          server,
          giveUp,
          poem -> {
            poems.add(poem);
            poemDone(reactor);
          },
          failure -> {
            System.err.println("Poem failed: " + failure);
            errors.add(failure);
            poemDone(reactor);
          });
    }
    reactor.run();
    PoemOutput out = PoemOutput.standard();
    poems.forEach(out::poem);
    return 0;
  }

  private void poemDone(Reactor reactor) {
    if (poems.size() + errors.size() == addresses.size()) {
      Stop.reactor(reactor);
    }
  }

  /**
   * Downloads a poem from a server and calls {@code callback} with it when it is complete. If there
   * is a failure, calls {@code errback} instead.
   */
  static void getPoetry(
      Reactor reactor,
      TcpAddress server,
      GiveUp giveUp,
      Consumer<byte[]> callback,
      Consumer<Failure> errback) {
    var factory = new PoetryClientFactory(callback, errback);
    Connector connector = reactor.connectTcp(server, factory);
    giveUp.timeout().ifPresent(time -> factory.failAfter(time, reactor, server, connector));
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
        factory().poemFinished(poem.toByteArray());
      } else {
        factory()
            .poemFailed(
                new Failure(
                    new PoemLostException(transport().getPeer(), poem.size(), reason.value())));
      }
    }
  }

  /** Keeps the callback and the errback, and calls one of them. */
  private static final class PoetryClientFactory extends ClientFactory {
    private final Consumer<byte[]> callback;
    private final Consumer<Failure> errback;
    private @Nullable DelayedCall timeout;
    private boolean done;

    PoetryClientFactory(Consumer<byte[]> callback, Consumer<Failure> errback) {
      super(PoetryProtocol::new);
      this.callback = callback;
      this.errback = errback;
    }

    private void failAfter(Duration time, Reactor reactor, TcpAddress server, Connector connector) {
      timeout =
          reactor.callLater(
              time,
              () -> {
                poemFailed(new Failure(new PoemTimedOutException(server, time)));
                connector.disconnect();
              });
    }

    @Override
    public void clientConnectionFailed(Connector connector, Failure reason) {
      poemFailed(reason);
    }

    private void poemFinished(byte[] poem) {
      if (finish()) {
        callback.accept(poem);
      }
    }

    private void poemFailed(Failure reason) {
      if (finish()) {
        errback.accept(reason);
      }
    }

    /** Whether this is the first outcome; a connection that is given up still ends some time. */
    private boolean finish() {
      if (done) {
        return false;
      }
      done = true;
      if (timeout != null && timeout.active()) {
        timeout.cancel();
      }
      return true;
    }
  }
}
