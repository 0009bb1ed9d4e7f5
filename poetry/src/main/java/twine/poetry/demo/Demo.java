package twine.poetry.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import twine.defer.Deferred;
import twine.defer.DeferredList;
import twine.defer.DeferredList.Errors;
import twine.net.TcpAddress;
import twine.poetry.command.Numbers;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.Usage;
import twine.poetry.download.Download;
import twine.poetry.part11.SlowPoetryFactory;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/** Three slow poems, fetched one after another and then all at once, in one process. */
public final class Demo implements Program {
  private final PrintStream out = System.out;

  private final OptionSpec delay =
      OptionSpec.builder("--delay")
          .paramLabel("S")
          .type(Duration.class)
          .converters(Numbers::delay)
          .defaultValue("0.025")
          .description("How many seconds the servers wait in between; ${DEFAULT-VALUE} usually.")
          .build();

  private @Nullable Throwable trouble;
  private boolean complete;

  @Override
  public Usage usage() {
    return new Usage(
        "Serves three poems slowly and gets them twice: one after another, with a client "
            + "that blocks, and all at once, with one that does not. Shows how far each task "
            + "is, and both times.",
        command -> command.addOption(delay));
  }

  @Override
  public int run() throws IOException {
    List<DemoPoem> poems = DemoPoem.three();
    Reactor reactor = Reactors.installed();
    List<TcpAddress> servers = serve(reactor, poems);
    reactor.callWhenRunning(() -> compare(reactor, servers, poems));
    reactor.run();
    if (trouble != null) {
      throw new IOException("The demo came to nothing: " + trouble.getMessage(), trouble);
    }
    return complete ? 0 : 1;
  }

  private List<TcpAddress> serve(Reactor reactor, List<DemoPoem> poems) {
    List<TcpAddress> servers = new ArrayList<>();
    for (DemoPoem poem : poems) {
      var factory = new SlowPoetryFactory(reactor, poem.text(), poem.numBytes(), delay.getValue());
      TcpAddress server = reactor.listenTcp(0, factory, ListenOptions.LOOPBACK).getHost();
      servers.add(server);
      out.println("Serving " + poem.name() + " slowly on " + server + ".");
    }
    return servers;
  }

  private void compare(Reactor reactor, List<TcpAddress> servers, List<DemoPoem> poems) {
    Board board = Board.on(out, poems);
    var race = new Race(reactor, out);
    race.run("One after another", board, () -> oneAfterAnother(reactor, servers, board))
        .addAsyncCallback(
            _ -> race.run("All at once", board, () -> allAtOnce(reactor, servers, board)))
        .onResult(got -> finish(race, got))
        .handle(failure -> trouble = failure.value())
        .onBoth(() -> Stop.reactor(reactor));
  }

  /** The blocking client blocks, so it has a thread of its own; it only tells the reactor. */
  private static Deferred<List<byte[]>> oneAfterAnother(
      Reactor reactor, List<TcpAddress> servers, Board board) {
    return reactor.deferToThread(() -> {
      List<byte[]> poems = new ArrayList<>();
      for (TcpAddress server : servers) {
        int task = poems.size() + 1;
        poems.add(
            BlockingDownload.getPoetry(
                server, bytes -> reactor.callFromThread(() -> board.got(task, bytes))));
      }
      return poems;
    });
  }

  private static Deferred<List<byte[]>> allAtOnce(
      Reactor reactor, List<TcpAddress> servers, Board board) {
    List<Deferred<byte[]>> poems = new ArrayList<>();
    for (TcpAddress server : servers) {
      int task = poems.size() + 1;
      poems.add(Download.getPoetry(reactor, server, bytes -> board.got(task, bytes)));
    }
    return DeferredList.gatherResults(poems, Errors.CONSUME);
  }

  private void finish(Race race, List<byte[]> poems) {
    race.printTimes();
    out.println();
    PoemOutput output = new PoemOutput(out);
    poems.forEach(output::poem);
    complete = true;
  }
}
