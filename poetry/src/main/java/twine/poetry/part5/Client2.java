package twine.poetry.part5;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.loop.DelayedCall;
import twine.net.Address;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.FactoryProtocol;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionDoneException;
import twine.poetry.command.Addresses;
import twine.poetry.command.GiveUp;
import twine.poetry.command.PoemBuffer;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.TaskReport;
import twine.poetry.command.Trouble;
import twine.poetry.command.Usage;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 5: the client with protocols and a factory.
 *
 * <p>Watch how the work is divided. The protocol collects the bytes of one connection; the factory
 * makes the protocols, numbers them, hears of the connections that came to nothing, and stops the
 * reactor after the last poem. Exercise 1 is done: there is a time-out.
 */
public final class Client2 implements Program {
  private final Addresses addresses = new Addresses();
  private final GiveUp giveUp = new GiveUp();

  @Override
  public Usage usage() {
    return new Usage(
        "Gets all poems at once and tells of each portion as it arrives. Tasks are "
            + "numbered in the order in which the connections are made. A server that cannot be "
            + "reached, or that dies, is said and left out.",
        addresses,
        giveUp);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    long start = reactor.nanoTime();
    var factory = new PoetryClientFactory(reactor, addresses.size(), giveUp);
    for (TcpAddress server : addresses.servers()) {
      reactor.connectTcp(server, factory);
    }
    reactor.run();
    TaskReport.total(factory.poems.size(), Duration.ofNanos(reactor.nanoTime() - start));
    return 0;
  }

  /** One download. */
  static class PoetryProtocol extends FactoryProtocol<PoetryClientFactory> {
    private final int task;
    private final PoemBuffer poem = new PoemBuffer();
    private @Nullable DelayedCall timeout;
    private boolean givenUp;

    PoetryProtocol(int task) {
      this.task = task;
    }

    @Override
    public final void connectionMade() {
      factory()
          .giveUp
          .timeout()
          .ifPresent(time -> timeout = factory().reactor.callLater(time, () -> giveUp(time)));
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      TaskReport.gotSome(task, data.remaining(), server());
      poem.add(data);
    }

    private void giveUp(Duration time) {
      Trouble.gaveUp(server(), time);
      givenUp = true;
      transport().loseConnection();
    }

    @Override
    public final void connectionLost(Failure reason) {
      if (timeout != null && timeout.active()) {
        timeout.cancel();
      }
      if (givenUp) {
        factory().oneLess();
      } else if (reason.check(ConnectionDoneException.class) == null) {
        Trouble.lostConnection(server(), reason.value());
        factory().oneLess();
      } else {
        factory().poemFinished(task, poem.toByteArray());
      }
    }

    private TcpAddress server() {
      return (TcpAddress) transport().getPeer();
    }
  }

  /** Makes the protocols, and keeps what they have in common. */
  static class PoetryClientFactory extends ClientFactory {
    private final Reactor reactor;
    private final GiveUp giveUp;
    private final Map<Integer, byte[]> poems = new TreeMap<>();
    private int poetryCount;
    private int nextTask = 1;

    PoetryClientFactory(Reactor reactor, int poetryCount, GiveUp giveUp) {
      this.reactor = reactor;
      this.poetryCount = poetryCount;
      this.giveUp = giveUp;
    }

    @Override
    public final Protocol buildProtocol(Address server) {
      PoetryProtocol protocol = makeProtocol(nextTask++);
      protocol.setFactory(this);
      return protocol;
    }

    PoetryProtocol makeProtocol(int task) {
      return new PoetryProtocol(task);
    }

    @Override
    public final void clientConnectionFailed(Connector connector, Failure reason) {
      Trouble.failedToConnect(connector.getDestination());
      oneLess();
    }

    private void poemFinished(int task, byte[] poem) {
      poems.put(task, poem);
      oneLess();
    }

    private void oneLess() {
      poetryCount--;
      if (poetryCount == 0) {
        report();
        Stop.reactor(reactor);
      }
    }

    private void report() {
      poems.forEach((task, poem) -> TaskReport.poem(task, poem.length));
    }
  }
}
