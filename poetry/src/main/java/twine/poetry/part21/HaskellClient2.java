package twine.poetry.part21;

import static twine.coroutine.Coroutine.await;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.coroutine.Coroutine;
import twine.defer.Deferred;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.Trouble;
import twine.poetry.command.Usage;
import twine.poetry.straight.Connection;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 21: the client that asks for all poems and prints one after the other.
 *
 * <p>Watch {@code main}: to the reader it goes through the poems in order, and prints each line of
 * the first as soon as it is there. The others arrive meanwhile, though nobody has said so, and the
 * second is printed at once when its turn comes.
 */
public final class HaskellClient2 implements Program {
  private final Addresses addresses = new Addresses();

  private final PoemOutput out = PoemOutput.standard();

  @Override
  public Usage usage() {
    return new Usage(
        "Gets all poems at once and prints them in the order of their servers, each line as soon "
            + "as it can. A server that cannot be reached, or that dies, is said and left out.",
        addresses);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    List<TcpAddress> servers = addresses.servers();
    reactor.callWhenRunning(() -> Coroutine.start(() -> main(reactor, servers)));
    reactor.run();
    return 0;
  }

  private @Nullable Void main(Reactor reactor, List<TcpAddress> servers) {
    List<Poem> poems = new ArrayList<>();
    for (TcpAddress server : servers) {
      poems.add(new Poem(server, Coroutine.start(() -> Connection.to(reactor, server))));
    }
    poems.forEach(this::print);
    Stop.reactor(reactor);
    return null;
  }

  private void print(Poem poem) {
    try (Connection connection = await(poem.connected())) {
      for (var rest = Lines.of(connection::receive); !rest.isEmpty(); rest = rest.tail()) {
        out.part(rest.head());
      }
    } catch (Exception e) {
      Trouble.noPoem(poem.server(), e);
    } finally {
      out.endPoem();
    }
  }

  /** A poem that is coming. */
  private record Poem(TcpAddress server, Deferred<Connection> connected) {}
}
