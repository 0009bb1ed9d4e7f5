package twine.house.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import twine.house.Project;
import twine.poetry.command.CommandRun;
import twine.poetry.command.PoemFile;
import twine.poetry.part11.SlowPoetryFactory;
import twine.poetry.part5.Client2;
import twine.testing.simulation.Host;
import twine.testing.simulation.Simulation;

/**
 * The three downloads of Part 2 in virtual time: real servers and the real {@code client-2}, and
 * when which task got something.
 */
final class SlowPoems implements AutoCloseable {
  private static final int PORT = 10_000;
  private static final Duration PACE = Duration.ofMillis(100);

  private final Simulation sim = new Simulation(1);
  private final List<String> servers =
      List.of(serve("ecstasy", 30), serve("fascination", 10), serve("science", 10));

  /**
   * Some bytes of a poem.
   *
   * @param task which of the three, from 0
   * @param time when they were there
   */
  record Arrival(int task, Duration time) {}

  private String serve(String poem, int numBytes) {
    PoemFile file = PoemFile.read(Project.file("poetry/" + poem + ".txt").toString());
    Host host = sim.host(poem);
    host.start(reactor ->
        reactor.listenTcp(PORT, new SlowPoetryFactory(reactor, file.poem(), numBytes, PACE)));
    return host.address().getHostAddress() + ":" + PORT;
  }

  List<Arrival> oneAfterAnother() throws Exception {
    List<Arrival> arrivals = new ArrayList<>();
    for (String server : servers) {
      arrivals.addAll(get(server));
    }
    return arrivals;
  }

  List<Arrival> allAtOnce() throws Exception {
    return get(servers.toArray(String[]::new));
  }

  private List<Arrival> get(String... addresses) throws Exception {
    List<Arrival> arrivals = new ArrayList<>();
    PrintStream out = System.out;
    System.setOut(new PrintStream(new Lines(arrivals), true, UTF_8));
    try {
      sim.call(() -> CommandRun.run("client-2", new Client2(), addresses));
    } finally {
      System.setOut(out);
    }
    return arrivals;
  }

  @Override
  public void close() {
    sim.close();
  }

  /** Notes when the client prints that it has got some bytes, and from whom. */
  private final class Lines extends OutputStream {
    private final List<Arrival> arrivals;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(List<Arrival> arrivals) {
      this.arrivals = arrivals;
    }

    @Override
    public void write(int b) {
      if (b != '\n') {
        line.write(b);
        return;
      }
      String text = line.toString(UTF_8);
      line.reset();
      int server = servers.indexOf(text.substring(text.lastIndexOf(' ') + 1));
      if (server >= 0) {
        arrivals.add(new Arrival(server, sim.now()));
      }
    }
  }
}
