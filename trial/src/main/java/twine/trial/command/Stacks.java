package twine.trial.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Stack traces without the lines that are the same in every test. */
final class Stacks {
  private static final Pattern MACHINERY =
      Pattern.compile(
          "\\s+at (?:[^/(]*/){0,2}(?:"
              + "twine\\.trial\\.(?:engine|command)\\."
              + "|twine\\.coroutine\\."
              + "|org\\.junit\\.(?:platform\\.|jupiter\\.engine\\.|jupiter\\.api\\.Assert)"
              + "|java\\.lang\\.reflect\\.|jdk\\.internal\\.|java\\.lang\\.(?:Virtual)?Thread\\."
              + ").*|\\s+\\.\\.\\. \\d+ more");

  /** Where the engine has awaited the test: nothing is left of it but its head. */
  private static final Pattern AWAITED_NOWHERE =
      Pattern.compile("(?m)^\\s*Suppressed: twine\\.coroutine\\.AwaitedHere\n(?!\\s+at )");

  private Stacks() {}

  /** The exception with its causes, for somebody who knows how tests are run. */
  static String of(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    String ours =
        text.toString()
            .lines()
            .filter(line -> !MACHINERY.matcher(line).matches())
            .collect(Collectors.joining("\n", "", "\n"));
    return AWAITED_NOWHERE.matcher(ours).replaceAll("").stripTrailing();
  }
}
