package twine.trial.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import twine.trial.report.JunitReporter;
import twine.trial.report.News;
import twine.trial.report.PlainReporter;
import twine.trial.report.Reporter;
import twine.trial.report.Tally;
import twine.trial.report.TreeReporter;

/** What the command does once its arguments are read. */
final class Command {
  /** The system property that says where the launcher is. */
  private static final String LAUNCHER = "twine.trial.launcher";

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
      try (finder) {
        List<Step> steps = steps(finder, log);
        StepsRunner runner = runner(finder);
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

  /** Runs steps one after another or several at once; tells of them in their order. */
  private interface StepsRunner {
    void run(List<Step> steps, int pass, Consumer<News> news);
  }

  private StepsRunner runner(Finder finder) {
    if (options.jobs() == 0) {
      return new Runner(finder.loader(), options.seed())::run;
    }
    String launcher = System.getProperty(LAUNCHER);
    if (launcher == null) {
      throw new UnusableException("--jobs works only with bin/trial, which starts the processes");
    }
    var setup = new Work.Setup(finder.classPath(), options.seed());
    return new Workers(launcher, options.jobs(), setup)::run;
  }

  private List<Path> classPath() {
    return Stream.concat(options.classPath().stream().map(place::resolve), Stream.of(place))
        .toList();
  }

  private boolean pass(
      List<Step> steps, StepsRunner runner, int number, TempDirectory temp, Writer log)
      throws IOException {
    var tally = new Tally();
    var pass = new Pass(tally, reporter(tally, temp), log);
    var guard = new ExitGuard(pass);
    try (var _ = new Listening(pass)) {
      runner.run(steps, number, pass);
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
