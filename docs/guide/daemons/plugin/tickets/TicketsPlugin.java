package tickets;

import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import twine.app.net.TcpServer;
import twine.app.plugin.ServicePlugin;
import twine.app.service.Application;
import twine.app.service.Service;
import twine.app.service.Strategy;
import twine.app.service.Supervisor;
import twine.app.service.TimerService;
import twine.net.Factory;

/** What {@code twined tickets} runs. */
@Command(name = "tickets", description = "Hands out numbers.")
public final class TicketsPlugin implements ServicePlugin {
  @Option(names = "--port", defaultValue = "10040", description = "Where to listen.")
  private int port;

  @Option(names = "--iface", defaultValue = "localhost", description = "On which interface.")
  private String iface;

  @Option(names = "--file", defaultValue = "tickets.txt", description = "Where the numbers are.")
  private Path file;

  @Option(names = "--json", description = "Log to this file, too, in lines of JSON.")
  private Path json;

  @Override
  public Service makeService() {
    var tickets = new Tickets(file);
    var server = TcpServer.on(iface, port, Factory.of(() -> new Clerk(tickets)));
    server.setDrainTimeout(Duration.ofSeconds(5));

    var workers = new Supervisor("workers", Strategy.ONE_FOR_ONE);
    workers.setLimit(3, Duration.ofSeconds(10));
    workers.supervise("saver", () -> new TimerService(Duration.ofMinutes(1), tickets::save));

    var application = new Application("tickets");
    application.setFailureHandler((service, why) -> application.reactor().stop());
    if (json != null) {
      new JsonLog(json).setServiceParent(application);
    }
    tickets.setServiceParent(application);
    workers.setServiceParent(application);
    server.setServiceParent(application);
    return application;
  }
}
