package twine.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the build runs to train the AOT cache for application files: one that stops as soon as it
 * runs. The classes of the compiler are in that cache alone; to load them takes a tenth of a
 * second, and plugins do not need them.
 */
final class FileTraining {
  private static final String APPLICATION =
      """
      import module twine.app;
      import module twine.core;

      static final class Echo extends Protocol {
        @Override public void dataReceived(ByteBuffer data) { transport().write(data); }
      }

      Application application() {
        var application = new Application("training");
        TcpServer.on("localhost", 0, Factory.of(Echo::new)).setServiceParent(application);
        new Service() {
          @Override public void startService() throws Exception {
            super.startService();
            reactor().stop();
          }
        }.setServiceParent(application);
        return application;
      }

      void main() {}
      """;

  private FileTraining() {}

  public static void main(String[] args) throws IOException {
    Path file =
        Files.writeString(Files.createTempDirectory("twined").resolve("T.java"), APPLICATION);
    Path log = file.resolveSibling("log");
    String[] words = {"--nodaemon", "--pidfile=", "--logfile=" + log, "--java=" + file};
    if (Twined.run(new LaunchReport(), words) != Twined.FINE) {
      throw new IllegalStateException("the application did not run: " + Files.readString(log));
    }
    Files.delete(file);
    Files.delete(log);
    Files.delete(file.getParent());
  }
}
