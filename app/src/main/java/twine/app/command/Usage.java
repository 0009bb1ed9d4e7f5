package twine.app.command;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import twine.app.plugin.BrokenPlugin;
import twine.app.plugin.Plugin;
import twine.app.plugin.Plugins;

/** What is printed for those who want to know how, or should. */
final class Usage {
  private Usage() {}

  /** The help page, and below it the plugins, as in the book. */
  static void help(Options options, Plugins plugins) {
    options.commandLine().usage(System.out);
    System.out.println();
    System.out.println("The plugins:");
    System.out.println();
    int width = plugins.all().stream().mapToInt(plugin -> plugin.name().length()).max().orElse(0);
    for (Plugin plugin : plugins.all()) {
      String gap = " ".repeat(width - plugin.name().length() + 2);
      System.out.println("  " + plugin.name() + gap + plugin.description());
    }
    tellBroken(plugins, System.err);
  }

  /**
   * What was to be a plugin and is none must not go unnoticed, nor keep the others from running.
   */
  static void tellBroken(Plugins plugins, PrintStream out) {
    for (BrokenPlugin each : plugins.broken()) {
      out.println("twined: a plugin is broken: " + each);
    }
  }

  /** Complains of a command line, in a line, and says how it should be. */
  static void complain(ParameterException e) {
    CommandLine misused = e.getCommandLine();
    System.err.println(misused.getCommandName() + ": " + message(e));
    Help help = misused.getHelp();
    String synopsis = help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength());
    System.err.println(synopsis.stripTrailing());
  }

  private static String message(ParameterException e) {
    return e.getCause() instanceof TypeConversionException cause
            && e.getArgSpec() instanceof OptionSpec option
        ? option.longestName() + ": " + Reasons.of(cause)
        : Reasons.of(e);
  }
}
