package twine.benchmarks.contestant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twine.benchmarks.machine.Machine;
import twine.benchmarks.servers.Work;

/**
 * A server that an interpreter runs.
 *
 * @param interpreter the interpreter
 * @param file the script, below the sources
 */
record ScriptProgram(Interpreter interpreter, String file) implements Program {

  @Override
  public List<String> command(Work work, int port) {
    List<String> command = new ArrayList<>(interpreter.command());
    command.add(Machine.sources().resolve(file).toString());
    command.addAll(List.of(work.argument(), Integer.toString(port)));
    return command;
  }

  @Override
  public Optional<String> obstacle() {
    return interpreter.version().isPresent()
        ? Optional.empty()
        : Optional.of("there is no " + interpreter);
  }

  @Override
  public Optional<String> version() {
    return interpreter.version();
  }
}
