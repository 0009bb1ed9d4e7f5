package twine.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the build runs to train the AOT cache with which {@code bin/twined} starts: an application
 * that serves itself once and stops, and the help page. Then it initializes every class of ours,
 * for the one application does not need what others do.
 */
final class Training {
  private static final String APPLICATION =
      """
      import module twine.app;
      import module twine.core;

      final class Poetry extends Protocol {
        @Override public void connectionMade() {
          Log.msg("sending to " + transport().getPeer());
          transport().write(new byte[3000]);
          transport().loseConnection();
        }
      }

      final class Reader extends Protocol {
        private final Reactor reactor;
        Reader(Reactor reactor) { this.reactor = reactor; }
        @Override public void connectionLost(Failure reason) { reactor.stop(); }
      }

      Application application() {
        var application = new Application("training");
        var server = TcpServer.on("localhost", 0, Factory.of(Poetry::new));
        server.setServiceParent(application);
        new Service() {
          @Override public void startService() throws Exception {
            super.startService();
            reactor().connectTcp(server.getHost(), ClientFactory.of(() -> new Reader(reactor())));
          }
        }.setServiceParent(application);
        return application;
      }

      void main() {}
      """;

  private Training() {}

  public static void main(String[] args) throws IOException {
    var report = new LaunchReport();
    Twined.run(report, "--help");
    serve(report);
    ModuleLayer.boot().configuration().modules().stream()
        .filter(module -> module.name().startsWith("twine."))
        .forEach(Training::initializeAll);
  }

  private static void serve(LaunchReport report) throws IOException {
    Path directory = Files.createTempDirectory("twined");
    Path file = Files.writeString(directory.resolve("Training.java"), APPLICATION);
    Path log = directory.resolve("log");
    Path pid = directory.resolve("pid");
    int status =
        Twined.run(report, "--nodaemon", "--logfile=" + log, "--pidfile=" + pid, "--java=" + file);
    if (status != Twined.FINE) {
      throw new IllegalStateException("the application did not run: " + Files.readString(log));
    }
    Files.delete(file);
    Files.delete(log);
    Files.delete(directory);
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
