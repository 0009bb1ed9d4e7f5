package twine.poetry.part11;

import java.nio.ByteBuffer;
import java.util.List;
import twine.net.Factory;
import twine.net.TcpPort;
import twine.poetry.command.AsNetstring;
import twine.poetry.command.ListenAt;
import twine.poetry.command.Pace;
import twine.poetry.command.PoemFile;
import twine.poetry.command.Program;
import twine.poetry.command.ServedPoems;
import twine.poetry.command.Serving;
import twine.poetry.command.Usage;
import twine.poetry.command.UsageException;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 11: the server a person would use (exercises 3 and 4, and Part 12, exercise 6).
 *
 * <p>Watch that one reactor serves any number of ports, and that it can be slow to each client
 * without keeping the others waiting.
 */
public final class Serve implements Program {
  private static final int HIGHEST_PORT = 65_535;

  private final ListenAt at = new ListenAt();
  private final Pace pace = new Pace();
  private final AsNetstring netstring =
      new AsNetstring(
          "Send each poem as a netstring, which says beforehand how long it is: a client that "
              + "knows (get --netstring) notices a poem that is cut short.");
  private final ServedPoems served = ServedPoems.several();

  @Override
  public Usage usage() {
    return new Usage(
        "Serves poems, each on a port of its own, to any number of clients at once: as fast as "
            + "possible, or slowly if --num-bytes or --delay is given. Ends by Ctrl-C.",
        at,
        pace,
        netstring,
        served);
  }

  @Override
  public int run() {
    List<PoemFile> poems = served.read();
    if (at.port() > HIGHEST_PORT - poems.size() + 1) {
      throw new UsageException(
          "'" + at.port() + "' leaves no port for the last of " + poems.size() + " poems");
    }
    Reactor reactor = Reactors.installed();
    for (int i = 0; i < poems.size(); i++) {
      PoemFile file = poems.get(i);
      int wanted = at.port() == 0 ? 0 : at.port() + i;
      TcpPort port = reactor.listenTcp(wanted, factory(reactor, file), at.listenOptions());
      reactor.callWhenRunning(() -> Serving.say(file.name(), port.getHost()));
    }
    reactor.run();
    return 0;
  }

  private Factory factory(Reactor reactor, PoemFile file) {
    ByteBuffer poem = netstring.isGiven() ? file.asNetstring() : file.poem();
    return pace.isGiven()
        ? new SlowPoetryFactory(reactor, poem, pace.numBytes(), pace.delay())
        : new FastServer.PoetryFactory(poem);
  }
}
