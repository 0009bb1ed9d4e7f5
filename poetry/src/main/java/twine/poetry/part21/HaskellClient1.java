package twine.poetry.part21;

import org.jspecify.annotations.Nullable;
import twine.coroutine.Coroutine;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.TaskReport;
import twine.poetry.command.Trouble;
import twine.poetry.command.Usage;
import twine.poetry.straight.Connection;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 21: the client with a light thread for each poem.
 *
 * <p>Watch {@code getPoetry}: it has the lines of the whole poem, or so it seems. The first loop is
 * as slow as the server is, since each look may have to wait; the second finds all lines there.
 */
public final class HaskellClient1 implements Program {
  private final Addresses addresses = new Addresses();

  private final PoemOutput out = PoemOutput.standard();

  private int done;

  @Override
  public Usage usage() {
    return new Usage(
        "Gets each poem in a light thread of its own, which tells of each line as it arrives and "
            + "prints the poem when it is complete. A server that cannot be reached, or that "
            + "dies, is said and left out.",
        addresses);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    int task = 1;
    for (TcpAddress server : addresses.servers()) {
      int number = task++;
      Coroutine.start(() -> runTask(reactor, number, server));
    }
    reactor.run();
    return 0;
  }

  private @Nullable Void runTask(Reactor reactor, int task, TcpAddress server) {
    try (Connection connection = Connection.to(reactor, server)) {
      getPoetry(task, server, connection);
    } catch (Exception e) {
      Trouble.noPoem(server, e);
    } finally {
      done++;
      if (done == addresses.size()) {
        Stop.reactor(reactor);
      }
    }
    return null;
  }

  private void getPoetry(int task, TcpAddress server, Connection connection) throws Exception {
    LazyList<byte[]> poem = Lines.of(connection::receive);
    for (var rest = poem; !rest.isEmpty(); rest = rest.tail()) {
      TaskReport.gotSome(task, rest.head().length, server);
    }
    for (var rest = poem; !rest.isEmpty(); rest = rest.tail()) {
      out.part(rest.head());
    }
    out.endPoem();
  }
}
