package twine.app.command;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What {@code twined} itself takes: everything before the name of a plugin. Built by hand, because
 * picocli would read annotations by reflection at every start.
 *
 * <p>{@code --rundir} and {@code --umask} are the launcher's doing, before there is a JVM: a JVM
 * cannot change its directory. It hands on only those that it could not obey, to be complained of.
 */
final class Options {
  private static final int MOST_REACTORS = 1024;

  private final OptionSpec nodaemon =
      flag("-n", "--nodaemon")
          .description("Stay in the foreground, and log to standard output.")
          .build();

  private final OptionSpec logfile =
      text("F", "-l", "--logfile")
          .description("Log to this file (twined.log); - is standard output.")
          .build();

  private final OptionSpec pidfile =
      text("F", "--pidfile")
          .defaultValue("twined.pid")
          .description("Write the process's number here (${DEFAULT-VALUE}).")
          .build();

  private final OptionSpec syslog = flag("--syslog").description("Log to syslog.").build();

  private final OptionSpec rundir =
      text("D", "-d", "--rundir")
          .description("Change to this directory first; paths are taken from there.")
          .build();

  private final OptionSpec umask =
      text("O", "--umask")
          .description("What is not allowed on new files, in octal (a daemon's: 077).")
          .build();

  private final OptionSpec uid =
      text("U", "-u", "--uid")
          .description("The user to become once the ports are open, by name or number.")
          .build();

  private final OptionSpec gid =
      text("G", "-g", "--gid").description("The group, likewise; the user's if left out.").build();

  private final OptionSpec reactor =
      text("NAME", "-r", "--reactor").description("The reactor to run on.").build();

  private final OptionSpec reactors =
      text("N", "--reactors")
          .defaultValue("1")
          .description(
              "Run N reactors, each with a thread and an application of its own, on the same"
                  + " ports; 'cores' is one for each.")
          .build();

  private final OptionSpec java =
      text("FILE", "-j", "--java")
          .description("Run the application that this Java source file defines.")
          .build();

  private final OptionSpec debug =
      flag("--debug")
          .description("Take note of who waits for which Deferred and where, for USR1; slower.")
          .build();

  private final PositionalParamSpec rest =
      PositionalParamSpec.builder()
          .paramLabel("PLUGIN [PLUGIN-OPTIONS]")
          .arity("0..*")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .hideParamSyntax(true)
          .description("The plugin to run, and what it takes.")
          .build();

  private final CommandLine commandLine;
  private int reactorCount = 1;

  Options() {
    CommandSpec spec = CommandSpec.create().name("twined");
    spec.usageMessage()
        .customSynopsis(
            "twined [OPTIONS] PLUGIN [PLUGIN-OPTIONS]",
            "       twined [OPTIONS] --java FILE",
            "       twined PLUGIN --help")
        .description(
            "Runs an application as a daemon: one that a plugin makes, or a Java source file.");
    List.of(
            nodaemon, logfile, pidfile, syslog, rundir, umask, uid, gid, reactor, reactors, java,
            debug)
        .forEach(spec::addOption);
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and the plugins, and exit; after a plugin, its help.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version and exit.")
            .build());
    spec.addPositional(rest);
    commandLine = new CommandLine(spec);
    commandLine.setStopAtPositional(true);
  }

  private static OptionSpec.Builder flag(String... names) {
    return OptionSpec.builder(names).arity("0");
  }

  private static OptionSpec.Builder text(String label, String... names) {
    return OptionSpec.builder(names).paramLabel(label).type(String.class);
  }

  /**
   * Reads the command line.
   *
   * @throws picocli.CommandLine.ParameterException if it is not understood
   * @throws UsageException if it asks for something that cannot be
   */
  void read(String... args) {
    commandLine.parseArgs(args);
    if (rundir() != null) {
      throw new UsageException("--rundir: there is no directory " + rundir() + " to change to");
    }
    if (umask() != null) {
      throw new UsageException("--umask: " + umask() + " is not an octal number up to 0777");
    }
    readReactors();
    if (syslog() && logfile.getValue() != null) {
      throw new UsageException("--syslog and --logfile exclude each other");
    }
    if (java() != null && !rest().isEmpty()) {
      throw new UsageException(
          "--java and the plugin " + rest().getFirst() + " exclude each other");
    }
  }

  private void readReactors() {
    String number = reactors.getValue();
    if (number.equals("cores")) {
      reactorCount = Runtime.getRuntime().availableProcessors();
    } else if (number.matches("0*[1-9][0-9]{0,3}") && Integer.parseInt(number) <= MOST_REACTORS) {
      reactorCount = Integer.parseInt(number);
    } else {
      throw new UsageException(
          "--reactors takes a number from 1 to " + MOST_REACTORS + " or 'cores', not " + number);
    }
  }

  CommandLine commandLine() {
    return commandLine;
  }

  boolean nodaemon() {
    return Boolean.TRUE.equals(nodaemon.getValue());
  }

  boolean syslog() {
    return Boolean.TRUE.equals(syslog.getValue());
  }

  /** The file to log to, or null if nothing is said of it. */
  @Nullable String logfile() {
    return logfile.getValue();
  }

  /** The file for the process's number, or null if there is to be none. */
  @Nullable Path pidfile() {
    String name = pidfile.getValue();
    return name.isEmpty() ? null : Path.of(name);
  }

  private @Nullable String rundir() {
    return rundir.getValue();
  }

  private @Nullable String umask() {
    return umask.getValue();
  }

  @Nullable String uid() {
    return uid.getValue();
  }

  @Nullable String gid() {
    return gid.getValue();
  }

  @Nullable String reactor() {
    return reactor.getValue();
  }

  /** How many reactors there are to be. */
  int reactors() {
    return reactorCount;
  }

  @Nullable String java() {
    return java.getValue();
  }

  boolean debug() {
    return Boolean.TRUE.equals(debug.getValue());
  }

  /** The name of the plugin and its arguments; empty if none is named. */
  List<String> rest() {
    List<String> words = rest.getValue();
    return words == null ? List.of() : words;
  }
}
