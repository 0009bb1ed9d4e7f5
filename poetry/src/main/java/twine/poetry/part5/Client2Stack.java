package twine.poetry.part5;

import java.nio.ByteBuffer;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.GiveUp;
import twine.poetry.command.Program;
import twine.poetry.command.Stack;
import twine.poetry.command.Usage;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 5: client 2, but it shows the stack when the first bytes arrive, and ends.
 *
 * <p>Watch who calls {@code dataReceived}: at the root there is {@code run}, which we called, and
 * between the two the reactor reads from a socket for us.
 */
public final class Client2Stack implements Program {
  private final Addresses addresses = new Addresses();

  @Override
  public Usage usage() {
    return new Usage(
        "Prints the stack when the first bytes of a poem arrive, and ends.", addresses);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    var factory = new StackFactory(reactor, addresses.size());
    for (TcpAddress server : addresses.servers()) {
      reactor.connectTcp(server, factory);
    }
    reactor.run();
    return 0;
  }

  private static final class StackProtocol extends Client2.PoetryProtocol {

    StackProtocol(int task) {
      super(task);
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      Stack.print();
      Runtime.getRuntime().halt(0);
    }
  }

  private static final class StackFactory extends Client2.PoetryClientFactory {

    StackFactory(Reactor reactor, int poetryCount) {
      super(reactor, poetryCount, new GiveUp());
    }

    @Override
    Client2.PoetryProtocol makeProtocol(int task) {
      return new StackProtocol(task);
    }
  }
}
