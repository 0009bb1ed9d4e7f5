package twine.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParseResult;
import twine.benchmarks.compare.CoresCommand;
import twine.benchmarks.compare.IdleCommand;
import twine.benchmarks.compare.ServersCommand;
import twine.benchmarks.compare.StartCommand;
import twine.benchmarks.jmh.JmhCommand;

/** The program behind {@code bin/benchmark}. */
@Command(
    name = "benchmark",
    description = "Measures Twine beside its peers. Tables go to standard output.",
    mixinStandardHelpOptions = true,
    version = "Twine 0.1.0",
    subcommands = {
      ServersCommand.class,
      CoresCommand.class,
      IdleCommand.class,
      StartCommand.class,
      JmhCommand.class,
      AllCommand.class,
      HelpCommand.class
    })
public final class Benchmark {
  private Benchmark() {}

  /** Runs the command that the arguments name, and exits with its status. */
  public static void main(String[] args) {
    // What was started here must not outlive an interrupt from the keyboard.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly)));
    CommandLine program = new CommandLine(new Benchmark());
    program.setUsageHelpAutoWidth(true);
    program.setExecutionExceptionHandler(Benchmark::failed);
    if (args.length == 0) {
      program.usage(System.err);
      System.exit(2);
    }
    System.exit(program.execute(args));
  }

  private static int failed(Exception failure, CommandLine command, ParseResult arguments) {
    System.err.println(command.getCommandName() + ": " + failure.getMessage());
    return 1;
  }
}
