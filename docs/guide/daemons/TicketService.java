// Hands out numbers, as an application file:
//
//   bin/twined --java docs/guide/daemons/TicketService.java

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import module twine.app;
import module twine.core;
import module twine.protocols;

/** The numbers that were given, kept in a file. */
static final class Tickets extends Service {
  private final Path file;
  private final Map<String, Long> given = new TreeMap<>();

  Tickets(Path file) {
    this.file = file;
  }

  @Override
  public void startService() throws Exception {
    super.startService();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ");
        given.put(words[0], Long.valueOf(words[1]));
      }
    }
    Log.with("kinds", given.size()).msg("the numbers are here");
  }

  @Override
  public Deferred<?> stopService() {
    if (isRunning()) {
      try {
        save();
      } catch (IOException e) {
        Log.err(e, "the last numbers are lost");
      }
    }
    return super.stopService();
  }

  long next(String kind) {
    return given.merge(kind, 1L, Long::sum);
  }

  /** Whoever looks finds the old file or the new one, never half of one. */
  void save() throws IOException {
    List<String> lines =
        given.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).toList();
    Path fresh = Path.of(file + ".new");
    Files.write(fresh, lines);
    Files.move(fresh, file, ATOMIC_MOVE);
  }
}

/** Serves one client: a line names a kind, the answer is the next number of that kind. */
static final class Clerk extends LineReceiver implements Drainable {
  private final Tickets tickets;

  Clerk(Tickets tickets) {
    super(100);
    setDelimiter((byte) '\n');
    this.tickets = tickets;
  }

  @Override
  protected void lineReceived(ByteBuffer line) {
    String kind = UTF_8.decode(line).toString();
    if (!kind.matches("\\w+")) {
      Log.with("peer", transport().getPeer()).msg("asked for something that is no kind");
      transport().loseConnection();
      return;
    }
    sendLine((kind + " " + tickets.next(kind)).getBytes(UTF_8));
  }

  @Override
  public void serverStopping() {
    transport().loseConnection();
  }
}

final int port = 10040;

Application application() {
  var tickets = new Tickets(Path.of("tickets.txt"));
  var server = TcpServer.on("localhost", port, Factory.of(() -> new Clerk(tickets)));
  server.setDrainTimeout(Duration.ofSeconds(5));

  var application = new Application("tickets");
  tickets.setServiceParent(application);
  server.setServiceParent(application);
  return application;
}

void main() {
  // There is nothing to do: twined calls application.
}
