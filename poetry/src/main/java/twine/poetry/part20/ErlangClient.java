package twine.poetry.part20;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.coroutine.Coroutine;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.PoemBuffer;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.Program;
import twine.poetry.command.Stop;
import twine.poetry.command.TaskReport;
import twine.poetry.command.Trouble;
import twine.poetry.command.Usage;
import twine.poetry.part20.ErlangClient.Message.Down;
import twine.poetry.part20.ErlangClient.Message.Poem;
import twine.poetry.straight.Connection;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 20: the client of processes that send messages.
 *
 * <p>Watch {@code collectPoems}: it waits for two kinds of message, and counts the processes that
 * are down, since each of them goes down some time, well or badly. Then turn off a server: one
 * process crashes, and nobody else is disturbed. Exercises 2 to 5 are its options.
 */
public final class ErlangClient implements Program {
  private final Addresses addresses = new Addresses();
  private final ErlangOptions options = new ErlangOptions();

  private final PoemOutput out = PoemOutput.standard();

  @Override
  public Usage usage() {
    return new Usage(
        "Gets each poem in a process of its own, which tells of each portion as it arrives and "
            + "sends the poem to the main process. All are printed at the end, in the order in "
            + "which they were complete.",
        addresses,
        options);
  }

  @Override
  public int run() {
    Reactor reactor = Reactors.installed();
    List<TcpAddress> servers = addresses.servers();
    reactor.callWhenRunning(() -> Coroutine.start(() -> main(reactor, servers)));
    reactor.run();
    return 0;
  }

  private @Nullable Void main(Reactor reactor, List<TcpAddress> servers) throws Exception {
    var self = new Mailbox<Message>();
    int number = 1;
    for (TcpAddress server : servers) {
      var task = new Task(number++, server);
      ErlangProcess.spawnMonitor(
          () -> getPoetry(reactor, task, self), exit -> self.send(new Down(task, exit)));
    }
    collectPoems(self);
    Stop.reactor(reactor);
    return null;
  }

  private void getPoetry(Reactor reactor, Task task, Mailbox<Message> main) throws Exception {
    long start = reactor.nanoTime();
    try (Connection connection = Connection.to(reactor, task.server())) {
      var poem = new PoemBuffer();
      byte[] packet;
      while ((packet = connection.receive()) != null) {
        if (!options.quiet()) {
          TaskReport.gotSome(task.number(), packet.length, task.server());
        }
        poem.add(ByteBuffer.wrap(packet));
      }
      Duration time = Duration.ofNanos(reactor.nanoTime() - start);
      main.send(new Poem(task, poem.toByteArray(), time));
    }
  }

  private void collectPoems(Mailbox<Message> self) throws Exception {
    List<Poem> poems = new ArrayList<>();
    int running = addresses.size();
    while (running > 0) {
      switch (self.receive()) {
        case Poem poem -> poems.add(poem);
        case Down(Task task, ErlangProcess.Exit(@Nullable Throwable reason)) -> {
          running--;
          if (reason != null) {
            report(task, reason);
          }
        }
      }
    }
    if (options.inOrder()) {
      poems.sort(Comparator.comparingInt(poem -> poem.task().number()));
    }
    poems.forEach(this::print);
  }

  private void report(Task task, Throwable reason) {
    if (options.readable()) {
      Trouble.noPoem(task.server(), reason);
    } else {
      System.err.println("Error in process " + task.number() + " with exit value: " + reason);
    }
  }

  private void print(Poem poem) {
    if (options.timings()) {
      out.line(TaskReport.inTime(poem.task().number(), poem.bytes().length, poem.time()));
    }
    out.poem(poem.bytes());
  }

  /** What a process is for. */
  record Task(int number, TcpAddress server) {}

  /** What the main process is sent. */
  sealed interface Message {

    /** A poem is complete. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares messages
    record Poem(Task task, byte[] bytes, Duration time) implements Message {}

    /** A process is down. */
    record Down(Task task, ErlangProcess.Exit exit) implements Message {}
  }
}
