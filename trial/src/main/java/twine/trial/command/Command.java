package twine.trial.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import twine.trial.report.JunitReporter;
import twine.trial.report.News;
import twine.trial.report.PlainReporter;
import twine.trial.report.Reporter;
import twine.trial.report.Tally;
import twine.trial.report.TreeReporter;

/** What the command does once its arguments are read. */
final class Command {
  private final Options options;
  private final Path place;
  private final PrintStream out;

  Command(Options options, Path place, PrintStream out) {
    this.options = options;
    this.place = place;
    this.out = out;
  }

  /** Runs the tests and tells of them; gives whether they have passed. */
  boolean run() throws IOException {
    try (TempDirectory temp = TempDirectory.claim(place);
        Writer log = Files.newBufferedWriter(temp.file("test.log"))) {
      var finder = new Finder(options.tests(), place, classPath(), temp.file("classes"));
      try (TestLoader loader = finder.loader()) {
        List<Step> steps = steps(finder, log);
        var runner = new Runner(loader, options.seed());
        boolean passed;
        int number = 0;
        do {
          if (options.untilFailure()) {
            out.println("Test Pass " + (number + 1));
          }
          passed = pass(steps, runner, number, temp, log);
          number++;
        } while (passed && options.untilFailure());
        return passed;
      }
    }
  }

  /** To find tests may take code of theirs, or of an engine that has something to say. */
  private List<Step> steps(Finder finder, Writer log) {
    var beforehand = new Pass(new Tally(), new PlainReporter(out, new Tally()), log);
    try (var _ = new Listening(beforehand)) {
      return finder.steps();
    }
  }

  private List<Path> classPath() {
    return Stream.concat(options.classPath().stream().map(place::resolve), Stream.of(place))
        .toList();
  }

  private boolean pass(List<Step> steps, Runner runner, int number, TempDirectory temp, Writer log)
      throws IOException {
    var tally = new Tally();
    var pass = new Pass(tally, reporter(tally, temp), log);
    var guard = new ExitGuard(pass);
    try (var _ = new Listening(pass)) {
      for (Step step : steps) {
        switch (step) {
          case Step.Run run -> runner.run(run, number, pass);
          case Step.Tell(var result) -> pass.accept(new News.Ended(result));
        }
      }
    } finally {
      guard.dismiss();
    }
    return pass.finish();
  }

  private Reporter reporter(Tally tally, TempDirectory temp) {
    return switch (options.reporter()) {
      case TREE -> new TreeReporter(out, tally);
      case PLAIN -> new PlainReporter(out, tally);
      case JUNIT -> new JunitReporter(out, tally, temp.file("junit.xml"));
    };
  }
}
