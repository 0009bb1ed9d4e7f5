package twine.poetry.command;

import java.util.List;

/**
 * What a program does and what it takes.
 *
 * @param description a few sentences for its help page; an empty line between paragraphs
 * @param arguments what it takes from the command line
 */
public record Usage(String description, List<Arguments> arguments) {

  /** The same with the arguments one by one. */
  public Usage(String description, Arguments... arguments) {
    this(description, List.of(arguments));
  }
}
