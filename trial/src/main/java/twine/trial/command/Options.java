package twine.trial.command;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/** What the command takes: first it is added to the model, and afterwards has the values. */
final class Options {
  private static final int MOST_JOBS = 256;

  /** How results are told. */
  enum Reporting {
    TREE,
    PLAIN,
    JUNIT
  }

  private final OptionSpec classPath =
      OptionSpec.builder("--classpath")
          .paramLabel("PATH")
          .type(String.class)
          .defaultValue("")
          .description(
              "Where else to look for classes, besides the current directory: jars and "
                  + "directories, with '"
                  + File.pathSeparator
                  + "' between them.")
          .build();

  private final OptionSpec reporter =
      OptionSpec.builder("--reporter")
          .paramLabel("KIND")
          .type(Reporting.class)
          .converters(Options::reporting)
          .defaultValue("tree")
          .description(
              "How results are told: tree (if this is left out); plain, a line for each test; or "
                  + "junit, which is plain with a report in _trial_temp/junit.xml.")
          .build();

  private final OptionSpec seed =
      OptionSpec.builder("--seed")
          .paramLabel("N")
          .type(Long.class)
          .converters(Options::seed)
          .description("Run simulated tests with this seed only, as their failures tell it.")
          .build();

  private final OptionSpec untilFailure =
      OptionSpec.builder("-u", "--until-failure")
          .type(boolean.class)
          .defaultValue("false")
          .description(
              "Run the tests again and again until one fails. Simulated tests go on to other "
                  + "seeds each time.")
          .build();

  private final OptionSpec jobs =
      OptionSpec.builder("-j", "--jobs")
          .paramLabel("N")
          .type(Integer.class)
          .converters(Options::jobs)
          .defaultValue("0")
          .description(
              "Run N classes of tests at the same time, each in one of N processes. Results are "
                  + "told in the same order as without.")
          .build();

  private final PositionalParamSpec tests =
      PositionalParamSpec.builder()
          .paramLabel("TEST")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .arity("1..*")
          .required(true)
          .description(
              "The name of a class, a .java file, or a directory: of .java files, or of class "
                  + "files by their packages. #METHOD behind a class or a file chooses one test.")
          .build();

  void addTo(CommandSpec command) {
    command
        .addOption(classPath)
        .addOption(reporter)
        .addOption(seed)
        .addOption(untilFailure)
        .addOption(jobs)
        .addPositional(tests);
  }

  /** The class path as it was given, without what is empty. */
  List<String> classPath() {
    return Arrays.stream(classPath.<String>getValue().split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  Reporting reporter() {
    return reporter.getValue();
  }

  Optional<Long> seed() {
    @Nullable Long chosen = seed.getValue();
    return Optional.ofNullable(chosen);
  }

  boolean untilFailure() {
    return untilFailure.<Boolean>getValue();
  }

  /** The number of processes beside this one; 0 if there are to be none. */
  int jobs() {
    return jobs.<Integer>getValue();
  }

  List<String> tests() {
    return tests.getValue();
  }

  private static Reporting reporting(String text) {
    return Arrays.stream(Reporting.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> refused(text, "is not a reporter, which is tree, plain or junit"));
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw refused(text, "is not a seed, which is a whole number");
    }
  }

  private static int jobs(String text) {
    if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= MOST_JOBS) {
      return Integer.parseInt(text);
    }
    throw refused(text, "is not a number from 0 to " + MOST_JOBS);
  }

  private static TypeConversionException refused(String text, String why) {
    return new TypeConversionException("'" + text + "' " + why);
  }
}
