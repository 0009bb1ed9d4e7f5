package twine.poetry.command;

import picocli.CommandLine.Model.CommandSpec;

/**
 * Some of the arguments that a program takes: before the command line is read it adds them to the
 * program's, and afterwards it has their values.
 *
 * <p>They are built by hand. Annotations would be shorter, but to read them takes reflection, and
 * that half of the time until a client has its poem.
 */
public interface Arguments {

  /** Adds the arguments to what a program understands. */
  void addTo(CommandSpec command);
}
