package twine.app.command;

import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The {@code twined} command (the book's Part 16): runs an application as a daemon, or in the
 * foreground.
 *
 * <p>A daemon is one JVM, which the launcher has started in a session of its own and with the name
 * of a pipe; see {@link LaunchReport}.
 */
public final class Twined {
  static final int FINE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private Twined() {}

  /** Runs the command and exits with its status. */
  public static void main(String[] args) {
    var report = new LaunchReport();
    int status = run(report, args);
    System.out.flush();
    try {
      report.tell(status);
    } catch (IOException _) {
      // The launcher has gone, so nobody wants to know.
    }
    System.exit(status);
  }

  static int run(LaunchReport report, String... args) {
    var options = new Options();
    try {
      options.read(args);
      return obey(options, report, args);
    } catch (ParameterException | UsageException e) {
      complain(Reasons.of(e));
      System.err.println("Usage: twined [OPTIONS] PLUGIN [PLUGIN-OPTIONS]; see twined --help");
      return USAGE;
    } catch (FailedException e) {
      complain(Reasons.of(e));
      return FAILED;
    }
  }

  private static int obey(Options options, LaunchReport report, String... args)
      throws FailedException {
    if (options.commandLine().isVersionHelpRequested()) {
      System.out.println(Version.line());
      return FINE;
    }
    if (options.commandLine().isUsageHelpRequested() || args.length == 0) {
      help(options.commandLine(), System.out);
      return FINE;
    }
    Source source = source(options);
    if (!options.nodaemon() && !report.isAwaited()) {
      throw new UsageException("only bin/twined can start a daemon; without it say --nodaemon");
    }
    new Run(
            options,
            source,
            Privileges.of(options.uid(), options.gid()),
            ServiceManager.fromEnvironment(),
            report)
        .toTheEnd();
    return FINE;
  }

  private static Source source(Options options) {
    if (options.java() != null) {
      return new ApplicationFile(options.java());
    }
    if (options.rest().isEmpty()) {
      throw new UsageException("nothing to run: it takes a plugin, or --java FILE");
    }
    return new PluginSource(options.rest());
  }

  private static void help(CommandLine commandLine, PrintStream out) {
    commandLine.usage(out);
  }

  private static void complain(String message) {
    System.err.println("twined: " + message);
  }
}
