package twine.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ParameterException;
import twine.app.plugin.Plugin;
import twine.app.plugin.Plugins;

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

  /** Where jars with plugins are looked for, as Twisted looks into {@code twisted/plugins}. */
  private static final Path PLUGINS = Path.of("twine", "plugins");

  private final Options options = new Options();
  private final LaunchReport report;

  private Twined(LaunchReport report) {
    this.report = report;
  }

  /** Runs the command and exits with its status. */
  public static void main(String[] args) throws IOException {
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

  /** Runs the command, to the end of the daemon if it starts one. */
  static int run(LaunchReport report, String... args) {
    try {
      return new Twined(report).obey(args);
    } catch (ParameterException e) {
      Usage.complain(e);
      return USAGE;
    } catch (UsageException e) {
      complain(e);
      System.err.println("Usage: twined [OPTIONS] PLUGIN [PLUGIN-OPTIONS]; see twined --help");
      return USAGE;
    } catch (FailedException e) {
      complain(e);
      return FAILED;
    }
  }

  private int obey(String... args) throws FailedException {
    options.read(args);
    if (options.commandLine().isVersionHelpRequested()) {
      System.out.println(Version.line());
      return FINE;
    }
    if (options.commandLine().isUsageHelpRequested() || args.length == 0) {
      Usage.help(options, plugins());
      return FINE;
    }
    if (options.java() != null) {
      return run(new ApplicationFile(options.java()));
    }
    PluginSource plugin = plugin(options.rest());
    return plugin.answersForHelp() ? FINE : run(plugin);
  }

  private static Plugins plugins() {
    return Files.isDirectory(PLUGINS) ? Plugins.find(PLUGINS) : Plugins.find();
  }

  private static PluginSource plugin(List<String> words) {
    if (words.isEmpty()) {
      throw new UsageException("nothing to run: it takes a plugin, or --java FILE");
    }
    Plugins plugins = plugins();
    Usage.tellBroken(plugins, System.err);
    String name = words.getFirst();
    Plugin plugin =
        plugins
            .named(name)
            .orElseThrow(() ->
                new UsageException(
                    "there is no plugin '" + name + "'; without a name they are listed"));
    return new PluginSource(plugin, words.subList(1, words.size()));
  }

  private int run(Source source) throws FailedException {
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

  private static void complain(Exception e) {
    System.err.println("twined: " + Reasons.of(e));
  }
}
