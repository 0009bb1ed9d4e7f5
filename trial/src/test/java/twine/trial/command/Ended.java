package twine.trial.command;

import java.util.List;

/** What a run of the command has said, and its status. */
record Ended(int status, String output, String errors) {

  List<String> lines() {
    return output.lines().toList();
  }

  /** The line before the last: whether it has passed, and the numbers. */
  String sum() {
    return output.lines().filter(line -> line.matches("(PASSED|FAILED) .*")).findFirst().orElse("");
  }

  /** The line of the one test whose name this is. */
  String verdict(String test) {
    List<String> found =
        output.lines().filter(line -> line.strip().startsWith(test + " ...")).toList();
    if (found.size() != 1) {
      throw new AssertionError(test + " is there " + found.size() + " times:\n" + output);
    }
    return found.getFirst().replaceFirst(".*\\.\\.\\. +", "");
  }
}
