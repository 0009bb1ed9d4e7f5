package twine.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import twine.app.log.Log;
import twine.app.net.TcpServer;
import twine.app.plugin.Plugin;
import twine.app.plugin.Plugins;
import twine.app.service.MultiService;
import twine.app.service.Service;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.Factory;
import twine.net.Protocol;

/**
 * What the build runs to train the AOT cache with which {@code bin/twined} starts plugins: all help
 * pages, and an application that serves itself once and stops. Then it initializes every class of
 * ours, for the one application does not need what others do.
 *
 * <p>It compiles nothing; see {@link FileTraining}.
 */
final class Training {
  private Training() {}

  public static void main(String[] args) throws Exception {
    var report = new LaunchReport();
    Twined.run(report, "--help");
    for (Plugin plugin : Plugins.find().all()) {
      Twined.run(report, plugin.name(), "--help");
    }
    serve(report);
    ModuleLayer.boot().configuration().modules().stream()
        .filter(module -> module.name().startsWith("twine."))
        .forEach(Training::initializeAll);
  }

  private static void serve(LaunchReport report) throws IOException, FailedException {
    Path log = Files.createTempFile("twined", ".log");
    var options = new Options();
    options.read("--nodaemon", "--pidfile=", "--logfile=" + log, "training");
    new Run(
            options,
            new SelfServing(),
            Privileges.of(null, null),
            ServiceManager.fromEnvironment(),
            report)
        .toTheEnd();
    Files.delete(log);
  }

  /** An application that serves a client of its own, and stops. */
  private static final class SelfServing implements Source {
    @Override
    public String name() {
      return "training";
    }

    @Override
    public Service make() {
      var server = TcpServer.on("localhost", 0, Factory.of(Greeting::new));
      return MultiService.of(server, new Client(server));
    }
  }

  private static final class Greeting extends Protocol {
    @Override
    public void connectionMade() {
      Log.msg("sending to %s".formatted(transport().getPeer()));
      transport().write("Hello.".getBytes(StandardCharsets.UTF_8));
      transport().loseConnection();
    }
  }

  private static final class Client extends Service {
    private final TcpServer server;

    Client(TcpServer server) {
      this.server = server;
    }

    @Override
    public void startService() throws Exception {
      super.startService();
      reactor().connectTcp(server.getHost(), ClientFactory.of(Reader::new));
    }

    private final class Reader extends Protocol {
      @Override
      public void connectionLost(Failure reason) {
        reactor().stop();
      }
    }
  }

  private static void initializeAll(ResolvedModule module) {
    try (ModuleReader reader = module.reference().open();
        Stream<String> names = reader.list()) {
      names
          .filter(name -> name.endsWith(".class") && !name.equals("module-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .forEach(Training::initialize);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void initialize(String name) {
    try {
      Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
