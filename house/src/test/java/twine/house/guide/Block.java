package twine.house.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A block of a page, between two fences.
 *
 * @param place the page and the line of the first fence, for messages
 * @param language the first word after that fence
 * @param options the other words
 * @param lines what is between the fences
 */
record Block(String place, String language, List<String> options, List<String> lines) {
  private static final String PROMPT = "$ ";

  boolean isConsole() {
    return language.equals("console");
  }

  /** Whether it is a console for scripts, whose outputs are on record. */
  boolean isOfScripts() {
    return isConsole() && commands().stream().noneMatch(run -> run.example().isEmpty());
  }

  /** Whether it is a console whose commands have to be run; the two are not mixed. */
  boolean isSession() {
    return isConsole() && !isOfScripts();
  }

  /** Whether the block has the option {@code word}. */
  boolean is(String word) {
    return options.contains(word);
  }

  /** The option {@code name=value}'s value, or {@code otherwise}. */
  String option(String name, String otherwise) {
    return options.stream()
        .filter(option -> option.startsWith(name + "="))
        .map(option -> option.substring(name.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }

  /** The commands of a console, each with what the page shows of its output. */
  List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(PROMPT)) {
        commands.add(new Command(line.substring(PROMPT.length()), new ArrayList<>()));
      } else if (commands.isEmpty()) {
        throw new AssertionError(place + ": a console begins with a command, '$ …'");
      } else {
        commands.getLast().shown.add(line);
      }
    }
    return commands;
  }

  /** The same console with other outputs. */
  Block with(List<Command> commands) {
    Stream<String> changed =
        commands.stream()
            .flatMap(run -> Stream.concat(Stream.of(PROMPT + run.line), run.shown.stream()));
    return new Block(place, language, options, changed.toList());
  }

  /**
   * A command that a person types, and what is seen then.
   *
   * @param line the command
   * @param shown the lines of its output that the page has
   */
  record Command(String line, List<String> shown) {
    /** The name of the script that the command runs, or an empty string. */
    String example() {
      return line.startsWith("bin/example ") ? line.substring("bin/example ".length()) : "";
    }
  }
}
